package io.github.mfpjaxrs.security.it.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.mfpjaxrs.security.it.tck.Run.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    private static final String CONTROL = ControlIT.class.getName();

    @TempDir
    Path directory;

    @Test
    void mainWhenResultsAreTheSameThenPasses() throws IOException {
        write(Content.BEAN_ARCHIVE, passing(20) + test("ee.GetIT", "fails", "<failure message='x'/>"));
        write(Content.LIBRARY, passing(20) + test("ee.GetIT", "fails", "<error message='another port'/>"));

        Comparison.main(new String[] {"Server 1", directory.toString(), explanations()});

        assertThat(directory.resolve("comparison.md"))
                .content()
                .contains("| | library | 21 | 1 | 0 | 0 |", "What is wrong: 0");
    }

    @Test
    void mainWhenTestFailsWithTheLibraryAloneThenFailsAndNamesIt() {
        write(Content.BEAN_ARCHIVE, passing(20) + test("ee.GetIT", "get", ""));
        write(Content.LIBRARY, passing(20) + test("ee.GetIT", "get", "<failure/>"));

        assertThatIllegalStateException()
                .isThrownBy(() -> Comparison.main(new String[] {"Server 1", directory.toString(), explanations()}))
                .withMessageContaining("ee.GetIT#get: PASSED, then FAILED");
    }

    @Test
    void mainWhenPlainRunIsThereThenCountsWhatTheBeanArchiveChanges() throws IOException {
        write(Content.PLAIN, passing(20) + test("ee.GetIT", "get", "<failure/>"));
        write(Content.BEAN_ARCHIVE, passing(20) + test("ee.GetIT", "get", ""));
        write(Content.LIBRARY, passing(20) + test("ee.GetIT", "get", ""));

        Comparison.main(new String[] {"Server 1", directory.toString(), explanations()});

        assertThat(directory.resolve("comparison.md"))
                .content()
                .contains("| | as it is | 21 | 1 | 0 | 1 |", "- ee.GetIT#get: FAILED, then PASSED");
    }

    @Test
    void troublesWhenTestIsMissingThenNamed() {
        Run without = run(20);
        Run with = run(19);

        assertThat(Comparison.troubles(without, with, Map.of())).containsExactly("ee.IT#t19: PASSED, then not there");
    }

    @Test
    void troublesWhenTestIsSkippedInOneThenNamed() {
        Run with = changed(run(20), "ee.IT#t7", Result.SKIPPED);

        assertThat(Comparison.troubles(run(20), with, Map.of())).containsExactly("ee.IT#t7: PASSED, then SKIPPED");
    }

    @Test
    void mainWhenDifferenceIsExplainedThenPassesAndPrintsTheReason() throws IOException {
        write(Content.BEAN_ARCHIVE, passing(20) + test("ee.GetIT", "get", ""));
        write(Content.LIBRARY, passing(20) + test("ee.GetIT", "", "<error/>"));
        Files.writeString(directory.resolve("explained.properties"), "ee.GetIT=has no CDI\n");

        Comparison.main(new String[] {"Server 1", directory.toString(), explanations()});

        assertThat(directory.resolve("comparison.md"))
                .content()
                .contains("| | library | 21 | 1 | 0 | 2 |", "- ee.GetIT: has no CDI", "What is wrong: 0");
    }

    @Test
    void troublesWhenExplainedTestDoesNotDifferThenNamed() {
        assertThat(Comparison.troubles(run(20), run(20), Map.of("ee.IT", "once was so")))
                .containsExactly("explained, but the same in both runs: ee.IT");
    }

    @Test
    void troublesWhenControlFailedInBothThenNamed() {
        Run run = changed(run(30), CONTROL + "#control", Result.FAILED);

        assertThat(Comparison.troubles(run, run, Map.of()))
                .containsExactly(
                        "the control failed, or did not run, in the run bean-archive",
                        "the control failed, or did not run, in the run library");
    }

    @Test
    void troublesWhenNothingRanThenNamed() {
        Run none = new Run(new TreeMap<>());

        assertThat(Comparison.troubles(none, none, Map.of()))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("too few tests passed");
    }

    @Test
    void troublesWhenMostTestsFailInBothThenNamed() {
        Run run = run(20);
        for (int i = 0; i < 10; i++) {
            run = changed(run, "ee.IT#t" + i, Result.FAILED);
        }

        assertThat(Comparison.troubles(run, run, Map.of()))
                .containsExactly(
                        "too few tests passed in the run bean-archive: 11 of 21",
                        "too few tests passed in the run library: 11 of 21");
    }

    @Test
    void readWhenTestIsReportedTwiceThenAFailureStays() {
        write(Content.LIBRARY, test("ee.IT", "twice", "<failure/>") + test("ee.IT", "twice", ""));

        Run run = Run.read(directory.resolve("library"));

        assertThat(run.results()).containsExactly(Map.entry("ee.IT#twice", Result.FAILED));
    }

    private String explanations() {
        return directory.resolve("explained.properties").toString();
    }

    private static Run run(int tests) {
        SortedMap<String, Result> results = new TreeMap<>();
        for (int i = 0; i < tests; i++) {
            results.put("ee.IT#t" + i, Result.PASSED);
        }
        results.put(CONTROL + "#control", Result.PASSED);
        return new Run(results);
    }

    private static Run changed(Run run, String test, Result result) {
        SortedMap<String, Result> results = new TreeMap<>(run.results());
        results.put(test, result);
        return new Run(results);
    }

    private static String passing(int tests) {
        StringBuilder text = new StringBuilder(test(CONTROL, "control", ""));
        for (int i = 0; i < tests; i++) {
            text.append(test("ee.IT", "t" + i, ""));
        }
        return text.toString();
    }

    private static String test(String type, String name, String result) {
        return "<testcase classname='" + type + "' name='" + name + "'>" + result + "</testcase>";
    }

    private void write(Content content, String tests) {
        try {
            Path reports = Files.createDirectories(directory.resolve(content.directory()));
            Files.writeString(reports.resolve("TEST-all.xml"), "<testsuite>" + tests + "</testsuite>");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
