package io.github.mfpjaxrs.security.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws a dashboard's panels side by side in one SVG, with the phases of a run marked in each panel. */
final class DashboardPlot {

    private static final int COLUMNS = 2;
    private static final int WIDTH = 440;
    private static final int HEIGHT = 190;
    private static final int LEFT = 52;
    private static final int RIGHT = 14;
    private static final int TOP = 26;
    private static final int BOTTOM = 34;
    private static final int HEAD = 24;
    private static final int LETTER = 6;
    private static final List<String> COLOURS = List.of("#36c", "#c33", "#0a6", "#c80", "#85c", "#08a", "#963", "#555");

    private final double start;
    private double end;
    private final List<Phase> phases = new ArrayList<>();
    private final List<Panel> panels = new ArrayList<>();
    private final Map<String, Map<Double, Double>> alerts = new LinkedHashMap<>();

    private record Phase(String name, double from, double to) {}

    private record Line(String name, Map<Double, Double> values) {}

    private record Panel(String title, String unit, List<Line> lines) {}

    /**
     * @param start the start of the run, in seconds since 1970
     */
    DashboardPlot(double start) {
        this.start = start;
        this.end = start;
    }

    double start() {
        return start;
    }

    double end() {
        return end;
    }

    /** Adds a phase after the existing ones. */
    void phase(String name, int seconds) {
        phases.add(new Phase(name, end, end + seconds));
        end += seconds;
    }

    /** Begins a panel. Lines that are added afterwards belong to it. */
    void panel(String title, String unit) {
        panels.add(new Panel(title, unit, new ArrayList<>()));
    }

    /** Adds a line with values keyed by time to the current panel. */
    void line(String name, Map<Double, Double> values) {
        panels.get(panels.size() - 1).lines().add(new Line(name, values));
    }

    /** Adds the times at which an alert fired. Alerts with the same name are combined. */
    void alert(String name, Map<Double, Double> firing) {
        alerts.merge(name, firing, (first, second) -> {
            first.putAll(second);
            return first;
        });
    }

    String svg() {
        int rows = (panels.size() + 1 + COLUMNS - 1) / COLUMNS;
        StringBuilder svg = new StringBuilder(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
                COLUMNS * WIDTH, HEAD + rows * HEIGHT));
        text(
                svg,
                10,
                16,
                "start",
                "Minutes since the start; the authorization server was slow, or failed, in the grey times");
        for (int i = 0; i <= panels.size(); i++) {
            svg.append(String.format(
                    "<g transform=\"translate(%d %d)\">%n", i % COLUMNS * WIDTH, HEAD + i / COLUMNS * HEIGHT));
            if (i < panels.size()) {
                draw(svg, panels.get(i));
            } else {
                drawAlerts(svg);
            }
            svg.append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, Panel panel) {
        frame(svg, panel.title() + label(panel.unit()));
        double top = niceTop(panel.lines().stream()
                .flatMap(line -> line.values().values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1));
        for (int i = 0; i <= 2; i++) {
            double value = top * i / 2;
            svg.append(
                    String.format("<path d=\"M%d %.0fH%d\" stroke=\"#ddd\"/>%n", LEFT, y(value, top), WIDTH - RIGHT));
            text(svg, LEFT - 5, y(value, top) + 4, "end", shown(value, panel.unit()));
        }
        double legend = LEFT;
        for (int i = 0; i < panel.lines().size(); i++) {
            Line line = panel.lines().get(i);
            String colour = COLOURS.get(i % COLOURS.size());
            svg.append(String.format(
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n", path(line, top), colour));
            svg.append(String.format(
                    "<text x=\"%.0f\" y=\"%d\" fill=\"%s\">%s</text>%n", legend, HEIGHT - 4, colour, line.name()));
            legend += 10 + LETTER * line.name().length();
        }
    }

    private void drawAlerts(StringBuilder svg) {
        frame(svg, "Alerts that fired");
        int row = 0;
        for (Map.Entry<String, Map<Double, Double>> alert : alerts.entrySet()) {
            int y = TOP + 24 + 28 * row;
            text(svg, LEFT + 4, y - 4, "start", alert.getKey());
            StringBuilder path = new StringBuilder();
            alert.getValue().keySet().forEach(time -> path.append(String.format("M%.1f %dh3", x(time), y + 5)));
            svg.append(String.format("<path d=\"%s\" stroke=\"#c33\" stroke-width=\"8\"/>%n", path));
            row++;
        }
    }

    /** Draws the title, the phases and the horizontal axis. */
    private void frame(StringBuilder svg, String title) {
        for (Phase phase : phases) {
            if (!phase.name().equals("normal")) {
                svg.append(String.format(
                        "<rect x=\"%.0f\" y=\"%d\" width=\"%.0f\" height=\"%d\" fill=\"#eee\"/>%n",
                        x(phase.from()), TOP, x(phase.to()) - x(phase.from()), HEIGHT - TOP - BOTTOM));
                text(svg, (x(phase.from()) + x(phase.to())) / 2, TOP + 11, "middle", phase.name());
            }
        }
        svg.append(String.format("<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>%n", LEFT, TOP - 8, title));
        svg.append(String.format("<path d=\"M%d %dH%d\" stroke=\"#999\"/>%n", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT));
        for (int minute = 0; start + 60 * minute <= end; minute += 2) {
            text(svg, x(start + 60 * minute), HEIGHT - BOTTOM + 13, "middle", Integer.toString(minute));
        }
    }

    private static String label(String unit) {
        return switch (unit) {
            case "reqps", "ops" -> " per second";
            case "s" -> ", seconds";
            case "percentunit" -> ", %";
            default -> "";
        };
    }

    private static String shown(double value, String unit) {
        double number = unit.equals("percentunit") ? 100 * value : value;
        return String.format(number == Math.rint(number) ? "%.0f" : "%.2f", number);
    }

    private String path(Line line, double top) {
        StringBuilder path = new StringBuilder();
        double before = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Double, Double> point : line.values().entrySet()) {
            // A gap in the data becomes a gap in the line.
            char command = point.getKey() - before > 6 ? 'M' : 'L';
            path.append(String.format("%c%.0f %.0f", command, x(point.getKey()), y(point.getValue(), top)));
            before = point.getKey();
        }
        return path.toString();
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format("<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }

    private double x(double time) {
        return LEFT + (time - start) / (end - start) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
    }

    /** Rounds up to a value that is 1, 2 or 5 times a power of ten. */
    private static double niceTop(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 5}) {
            if (most <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
