package io.github.mfpjaxrs.security.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports which test proved which row of the security catalogue. Written to {@code target} after the last test. */
final class CatalogueReport implements AutoCloseable {

    private static final Path FILE = Path.of("target", "catalogue-report.md");

    private static final Path CATALOGUE = Path.of("docs", "reference", "catalogue.md");

    private static final List<String> ROWS = rows();

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

    /** Returns the row codes in the first column of the catalogue's tables. The tests run in several modules. */
    private static List<String> rows() {
        Optional<Path> catalogue = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(directory -> directory.resolve(CATALOGUE))
                .filter(Files::exists)
                .findFirst();
        try {
            return Pattern.compile("(?m)^\\| ([A-Z]\\d+) \\|")
                    .matcher(Files.readString(catalogue.orElseThrow()))
                    .results()
                    .map(row -> row.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
