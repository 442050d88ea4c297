package io.github.mfpjaxrs.security.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An SVG chart with one or more lines. Values on the horizontal axis are evenly spaced, regardless of magnitude. */
final class Plot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 90;
    private static final int BOTTOM = 60;
    private static final int STEPS = 5;
    private static final List<String> COLOURS = List.of("#0b6", "#36c", "#c33", "#963");

    private final String title;
    private final String horizontal;
    private final String vertical;
    private final List<String> positions;
    private final List<Line> lines = new ArrayList<>();

    Plot(String title, String horizontal, String vertical, List<String> positions) {
        this.title = title;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.positions = positions;
    }

    private record Line(String name, Map<String, Double> values) {}

    /** Adds a line with values keyed by position. */
    void line(String name, Map<String, Double> values) {
        lines.add(new Line(name, values));
    }

    String svg() {
        double top = niceTop(lines.stream()
                .flatMap(line -> line.values().values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1));
        StringBuilder svg = new StringBuilder(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
                WIDTH, HEIGHT));
        text(svg, WIDTH / 2.0, 20, "middle", title);
        text(svg, WIDTH / 2.0, HEIGHT - 10, "middle", horizontal);
        svg.append(String.format(
                "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                HEIGHT / 2, vertical));
        for (int i = 0; i <= STEPS; i++) {
            double value = top * i / STEPS;
            svg.append(String.format(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                    LEFT, WIDTH - RIGHT, y(value, top), y(value, top)));
            text(svg, LEFT - 6, y(value, top) + 4, "end", String.format(top < 10 ? "%.2f" : "%.0f", value));
        }
        for (int i = 0; i < positions.size(); i++) {
            text(svg, x(i), HEIGHT - BOTTOM + 18, "middle", positions.get(i));
        }
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), COLOURS.get(i % COLOURS.size()), top, i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, Line line, String colour, double top, int number) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < positions.size(); i++) {
            Double value = line.values().get(positions.get(i));
            if (value == null) {
                continue;
            }
            double y = y(value, top);
            points.append(String.format("%.1f,%.1f ", x(i), y));
            svg.append(String.format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n", x(i), y, colour));
        }
        svg.append(String.format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", points, colour));
        svg.append(String.format(
                "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n", LEFT + 10, 38 + 14 * number, colour, line.name()));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }

    private double x(int position) {
        return LEFT + (position + 0.5) * (WIDTH - LEFT - RIGHT) / positions.size();
    }

    private static double y(double value, double top) {
        // Values that noise has made negative are drawn at 0.
        return HEIGHT - BOTTOM - Math.max(0, value) / top * (HEIGHT - TOP - BOTTOM);
    }

    /** Rounds up to a value that is 1, 2, 2.5 or 5 times a power of ten. */
    private static double niceTop(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 2.5, 5}) {
            if (most <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
