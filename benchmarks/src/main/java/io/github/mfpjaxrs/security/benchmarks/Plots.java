package io.github.mfpjaxrs.security.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Draws plots from the tables that a run has written. */
public final class Plots {

    private final Path from;
    private final Path to;

    private Plots(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    /** Reads tables from one directory, and writes plots and copies of the tables to another. */
    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Path from = Path.of(arguments[0]);
        Path to = Files.createDirectories(Path.of(arguments[1]));
        draw(from, to);
        try (DirectoryStream<Path> tables = Files.newDirectoryStream(from, "*.csv")) {
            for (Path table : tables) {
                Files.writeString(to.resolve(table.getFileName()), Files.readString(table));
            }
        }
    }

    /** Draws the plots for each table that exists. */
    static void draw(Path from, Path to) throws IOException {
        new Plots(from, to).draw();
    }

    private void draw() throws IOException {
        plot("tokens", "Cost of a hit, by cached tokens")
                .of("micro", row -> row.text("Operation"), "hit")
                .by("Tokens", "cached tokens")
                .shows("ns", "nanoseconds");
        plot("threads", "Hits, by threads")
                .of("threads", row -> row.text("Processors"))
                .by("Threads", "threads")
                .shows("Hits a microsecond", "hits a microsecond");
        plot("instances", "Calls at the authorization server, by instances")
                .of("instances", row -> "100 tokens, each answer believed for a second")
                .by("Instances", "instances")
                .shows("Introspections a second", "introspections a second");
        plot("clients", "Throughput of the protected method, by clients")
                .of("clients", row -> row.text("Stack"))
                .by("Clients", "clients")
                .shows("Protected to open", "protected to open");
        plot("clients-cpu", "Processor time of the protection, by clients")
                .of("clients", row -> row.text("Stack"))
                .by("Clients", "clients")
                .shows("Extra CPU", "microseconds a request");
        plot("flood-memory", "Memory under unknown tokens")
                .of("flood", row -> row.text("Stack"))
                .by("Step", "steps, of the tokens in the table")
                .shows("Alive on the heap", "MB alive on the heap");
        plot("flood-latency", "Time to refuse an unknown token")
                .of("flood", row -> row.text("Stack"))
                .by("Step", "steps, of the tokens in the table")
                .shows("Median us", "microseconds, median");
    }

    private Sketch plot(String name, String title) {
        return new Sketch(name, title);
    }

    /** A plot under construction. */
    private final class Sketch {

        private final String name;
        private final String title;
        private List<Csv.Row> rows = List.of();
        private Function<Csv.Row, String> lines = row -> "";
        private String column = "";
        private String horizontal = "";

        private Sketch(String name, String title) {
            this.name = name;
            this.title = title;
        }

        Sketch of(String table, Function<Csv.Row, String> line, String... only) throws IOException {
            Path file = from.resolve(table + ".csv");
            Set<String> wanted = Set.of(only);
            if (Files.exists(file)) {
                rows = Csv.read(file).rows().stream()
                        .filter(row -> wanted.isEmpty() || wanted.contains(line.apply(row)))
                        .toList();
            }
            lines = line;
            return this;
        }

        Sketch by(String horizontalColumn, String label) {
            column = horizontalColumn;
            horizontal = label;
            return this;
        }

        void shows(String verticalColumn, String label) throws IOException {
            Set<String> positions = new LinkedHashSet<>();
            Map<String, Map<String, Double>> values = new LinkedHashMap<>();
            for (Csv.Row row : rows) {
                positions.add(row.text(column));
                values.computeIfAbsent(lines.apply(row), line -> new LinkedHashMap<>())
                        .put(row.text(column), row.number(verticalColumn));
            }
            if (!rows.isEmpty()) {
                Plot plot = new Plot(title, horizontal, label, List.copyOf(positions));
                values.forEach(plot::line);
                Files.writeString(to.resolve(name + ".svg"), plot.svg());
            }
        }
    }
}
