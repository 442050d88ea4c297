package io.github.mfpjaxrs.security.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reports which test proved which row of the security catalogue. Written to {@code target} after the last test. */
final class CatalogueReport implements AutoCloseable {

    private static final Path FILE = Path.of("target", "catalogue-report.md");

    private static final List<String> ROWS = Arrays.asList(("H1 H2 H3 H4 H5 H6 H7 H8 H9 C1 C2 C3 C4 C5"
                    + " I1 I2 I3 I4 I5 I6 I7 I8 I9 I10 I11 I12 I13 A1 A2 A3 A7 M1 M2 M3"
                    + " J1 J2 J3 J4 J5 J6 J7 J8 J9 J10 J11 L1 L2 P1 P2 P3 N1 N2 N3")
            .split(" "));

    private record Entry(String row, String test) {}

    private static final class Tally {
        private int passed;
        private int failed;
        private int skipped;

        @Override
        public String toString() {
            String all = passed + failed + skipped == 1 ? "" : " (" + passed + " passed)";
            return failed > 0 ? "FAILED " + failed : skipped > 0 ? "skipped " + skipped : "passed" + all;
        }
    }

    private final Map<Entry, Tally> results =
            new TreeMap<>(Comparator.<Entry>comparingInt(e -> position(e.row())).thenComparing(Entry::test));

    private static int position(String row) {
        int at = ROWS.indexOf(row);
        return at < 0 ? ROWS.size() : at;
    }

    synchronized void passed(Set<String> rows, String test) {
        rows.forEach(row -> tally(row, test).passed++);
    }

    synchronized void failed(Set<String> rows, String test) {
        rows.forEach(row -> tally(row, test).failed++);
    }

    synchronized void skipped(Set<String> rows, String test) {
        rows.forEach(row -> tally(row, test).skipped++);
    }

    private Tally tally(String row, String test) {
        return results.computeIfAbsent(new Entry(row, test), entry -> new Tally());
    }

    @Override
    public synchronized void close() throws IOException {
        List<String> lines = new ArrayList<>(List.of("| row | test | result |", "|---|---|---|"));
        results.forEach((entry, tally) -> lines.add("| " + entry.row() + " | " + entry.test() + " | " + tally + " |"));
        Set<String> proved = results.keySet().stream().map(Entry::row).collect(Collectors.toSet());
        lines.add("");
        lines.add("Rows without a test in this run: "
                + ROWS.stream().filter(row -> !proved.contains(row)).collect(Collectors.joining(", ")));
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, lines);
    }
}
