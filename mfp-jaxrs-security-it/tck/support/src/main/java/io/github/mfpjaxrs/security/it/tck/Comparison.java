package io.github.mfpjaxrs.security.it.tck;

import io.github.mfpjaxrs.security.it.tck.Run.Result;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the TCK run with the library to a run with an empty bean archive in place of the library.
 *
 * <p>The comparison fails if a test had different results, or was in only one of the runs, and there is no
 * explanation. It also fails if {@link ControlIT} or too many other tests failed, because it would then prove little.
 */
public final class Comparison {

    private static final String CONTROL = ControlIT.class.getName();

    /**
     * The minimum share of tests that must pass. Without it, a missing server would go unnoticed, because all tests
     * would fail in both runs.
     */
    private static final double LEAST_PASSED = 0.9;

    private Comparison() {}

    /**
     * Writes the results to {@code comparison.md} beside the reports, and fails if the runs differ.
     *
     * @param args the runtime's name; the directory that contains each run's report directory; and an optional
     *     properties file that maps test classes to the reasons for different results
     */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[1]);
        Run without = Run.read(directory.resolve(Content.BEAN_ARCHIVE.directory()));
        Run with = Run.read(directory.resolve(Content.LIBRARY.directory()));
        List<String> lines = new ArrayList<>(List.of(
                "| " + args[0] + " | run | passed | failed | skipped | different from the empty bean archive |",
                "|---|---|---|---|---|---|"));
        Path plain = directory.resolve(Content.PLAIN.directory());
        if (Files.isDirectory(plain)) {
            Run untouched = Run.read(plain);
            lines.add(row("as it is", untouched, without));
        }
        lines.add(row("empty bean archive", without, without));
        lines.add(row("library", with, without));
        Map<String, String> explained = explained(Path.of(args[2]));
        List<String> troubles = troubles(without, with, explained);
        if (Files.isDirectory(plain)) {
            lines.addAll(section("As it is, and with an empty bean archive", differences(Run.read(plain), without)));
        }
        lines.addAll(section(
                "Explained",
                explained.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .toList()));
        lines.addAll(section("What is wrong", troubles));
        Files.write(directory.resolve("comparison.md"), lines);
        lines.forEach(System.out::println);
        if (!troubles.isEmpty()) {
            throw new IllegalStateException("the library changes results of the TCK, or they cannot be compared: "
                    + String.join("; ", troubles));
        }
    }

    private static Map<String, String> explained(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        Map<String, String> explained = new TreeMap<>();
        properties.stringPropertyNames().forEach(type -> explained.put(type, properties.getProperty(type)));
        return explained;
    }

    /**
     * Returns what is wrong: differences without an explanation, explanations without a difference, and reasons why
     * the runs cannot be compared.
     */
    static List<String> troubles(Run without, Run with, Map<String, String> explained) {
        List<String> troubles = new ArrayList<>();
        for (Map.Entry<Content, Run> entry : runs(without, with).entrySet()) {
            Run run = entry.getValue();
            String name = entry.getKey().directory();
            if (run.count(Result.PASSED) < LEAST_PASSED * run.results().size()
                    || run.results().isEmpty()) {
                troubles.add("too few tests passed in the run " + name + ": " + run.count(Result.PASSED) + " of "
                        + run.results().size());
            }
            if (!controlled(run)) {
                troubles.add("the control failed, or did not run, in the run " + name);
            }
        }
        List<String> differences = new ArrayList<>(differences(without, with));
        for (String type : explained.keySet()) {
            if (!differences.removeIf(difference -> difference.startsWith(type + "#"))) {
                troubles.add("explained, but the same in both runs: " + type);
            }
        }
        troubles.addAll(differences);
        return troubles;
    }

    private static SortedMap<Content, Run> runs(Run without, Run with) {
        return new TreeMap<>(Map.of(Content.BEAN_ARCHIVE, without, Content.LIBRARY, with));
    }

    private static boolean controlled(Run run) {
        List<Result> results = run.results().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(CONTROL + "#"))
                .map(Map.Entry::getValue)
                .toList();
        return !results.isEmpty() && results.stream().allMatch(Result.PASSED::equals);
    }

    /** Returns the tests whose results differ between the runs, with both results. */
    static List<String> differences(Run first, Run second) {
        TreeSet<String> tests = new TreeSet<>(first.results().keySet());
        tests.addAll(second.results().keySet());
        return tests.stream()
                .filter(test -> first.results().get(test) != second.results().get(test))
                .map(test -> test + ": " + said(first, test) + ", then " + said(second, test))
                .toList();
    }

    private static String said(Run run, String test) {
        return Optional.ofNullable(run.results().get(test)).map(Result::name).orElse("not there");
    }

    private static String row(String name, Run run, Run reference) {
        return "| | " + name + " | " + run.count(Result.PASSED) + " | " + run.count(Result.FAILED) + " | "
                + run.count(Result.SKIPPED) + " | "
                + differences(reference, run).size() + " |";
    }

    private static List<String> section(String title, List<String> items) {
        List<String> lines = new ArrayList<>(List.of("", title + ": " + items.size()));
        items.forEach(item -> lines.add("- " + item));
        return lines;
    }
}
