package io.github.mfpjaxrs.security.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes each table as Markdown to the terminal and as a CSV file. */
final class Report {

    private final Path directory;

    Report(Path directory) {
        this.directory = directory;
    }

    /** A table that is written row by row, so that a long run can be watched. */
    final class Table {

        private final Path file;
        private final List<String> lines = new ArrayList<>();

        private Table(String name, String... columns) throws IOException {
            file = directory.resolve(name + ".csv");
            System.out.println();
            row((Object[]) columns);
            System.out.println("|---".repeat(columns.length) + "|");
        }

        void row(Object... cells) throws IOException {
            List<String> texts = new ArrayList<>();
            for (Object cell : cells) {
                texts.add(cell instanceof Double number ? String.format("%.2f", number) : cell.toString());
            }
            System.out.println("| " + String.join(" | ", texts) + " |");
            lines.add(String.join(
                    ",",
                    texts.stream()
                            .map(text -> "\"" + text.replace("\"", "\"\"") + "\"")
                            .toList()));
            Files.write(file, lines);
        }
    }

    Table table(String name, String... columns) throws IOException {
        return new Table(name, columns);
    }
}
