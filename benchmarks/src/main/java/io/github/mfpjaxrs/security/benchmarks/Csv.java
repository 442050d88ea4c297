package io.github.mfpjaxrs.security.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** A table that {@link Report} has written, with every cell in quotation marks. */
final class Csv {

    private final List<String> columns;
    private final List<List<String>> rows;

    private Csv(List<List<String>> lines) {
        columns = lines.get(0);
        rows = lines.subList(1, lines.size());
    }

    static Csv read(Path file) throws IOException {
        return new Csv(Files.readAllLines(file).stream().map(Csv::cells).toList());
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1, line.length() - 1).split("\",\"", -1))
                .map(cell -> cell.replace("\"\"", "\""))
                .toList();
    }

    /** A row whose cells are looked up by a prefix of the column name. */
    final class Row {

        private final List<String> cells;

        private Row(List<String> cells) {
            this.cells = cells;
        }

        String text(String column) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).startsWith(column)) {
                    return cells.get(i);
                }
            }
            throw new NoSuchElementException("no column " + column + " among " + columns);
        }

        /** Returns the first number in the cell, which is the median if the minimum and the maximum follow. */
        double number(String column) {
            return Double.parseDouble(text(column).split(" ")[0]);
        }
    }

    List<Row> rows() {
        return rows.stream().map(Row::new).toList();
    }
}
