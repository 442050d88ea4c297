package io.github.mfpjaxrs.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the Markdown pages of the repository: links, layout and the catalogue of test tags. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Path README = ROOT.resolve("README.md");

    private static final Set<String> GENERATED = Set.of("target", ".git");

    private static final int README_WORDS = 900;
    private static final int COLUMNS = 120;

    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([A-Z]\\d+)\"\\)");
    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))\\b");
    private static final Pattern STATUS = Pattern.compile("(?m)^- Status: (accepted|superseded by \\[\\d{4}]).*$");
    private static final Pattern DATE = Pattern.compile("(?m)^- Date: \\d{4}-\\d{2}-\\d{2}$");

    @Test
    void linksWhenRelativeThenTargetExists() {
        List<String> broken = pages().stream()
                .flatMap(page ->
                        links(page).filter(link -> !resolves(page, link)).map(link -> name(page) + ": " + link))
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void indexWhenFollowedThenReachesEveryPageOfDocs() {
        Set<Path> reached = new LinkedHashSet<>();
        Deque<Path> next = new ArrayDeque<>(List.of(DOCS.resolve("README.md")));
        while (!next.isEmpty()) {
            Path page = next.pop();
            if (reached.add(page)) {
                links(page)
                        .map(link -> target(page, link))
                        .filter(target -> target.startsWith(DOCS) && isPage(target))
                        .forEach(next::push);
            }
        }

        assertThat(pages().stream().filter(page -> page.startsWith(DOCS)).toList())
                .allSatisfy(page -> assertThat(reached).contains(page));
    }

    @Test
    void readmeWhenCountedThenHasFewerThan900Words() {
        assertThat(text(README).strip().split("\\s+")).hasSizeLessThan(README_WORDS);
    }

    @Test
    void linesWhenNeitherTableNorCodeThenFitIn120Columns() {
        List<String> tooLong = pages().stream()
                .flatMap(page -> FENCED.matcher(text(page))
                        .replaceAll("")
                        .lines()
                        .filter(line -> line.length() > COLUMNS)
                        .filter(line -> !line.startsWith("|") && !line.startsWith("    "))
                        .map(line -> name(page) + ": " + line))
                .toList();

        assertThat(tooLong).isEmpty();
    }

    @Test
    void decisionRecordsWhenReadThenHaveStatusAndDate() {
        List<Path> records = pages().stream()
                .filter(page -> page.startsWith(DOCS.resolve("adr")))
                .filter(page -> page.getFileName().toString().matches("\\d{4}-.*"))
                .toList();

        assertThat(records)
                .isNotEmpty()
                .allSatisfy(page -> assertThat(text(page))
                        .as(name(page))
                        .containsPattern(STATUS)
                        .containsPattern(DATE));
    }

    @Test
    void catalogueWhenComparedWithTestsThenExplainsEveryTag() {
        String catalogue = text(DOCS.resolve("reference/catalogue.md"));
        Set<String> used = files(".java")
                .flatMap(file -> TAG.matcher(text(file)).results())
                .map(tag -> tag.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).isNotEmpty().allSatisfy(tag -> assertThat(catalogue).contains("| " + tag + " |"));
    }

    @Test
    void testsWhenNamedThenExist() {
        Set<String> sources = files(".java")
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        List<String> missing = pages().stream()
                .flatMap(page -> NAMED_TEST
                        .matcher(text(page))
                        .results()
                        .map(test -> test.group(1))
                        .filter(test -> !sources.contains(test))
                        .map(test -> name(page) + ": " + test))
                .toList();

        assertThat(missing).isEmpty();
    }

    private static boolean resolves(Path page, String link) {
        Path target = target(page, link);
        int fragment = link.indexOf('#');
        return Files.exists(target)
                && (fragment < 0 || !isPage(target) || anchors(target).contains(link.substring(fragment + 1)));
    }

    private static Path target(Path page, String link) {
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    private static Stream<String> links(Path page) {
        String prose = CODE.matcher(FENCED.matcher(text(page)).replaceAll("")).replaceAll("");
        return LINK.matcher(prose).results().map(link -> link.group(1)).filter(link -> !link.matches("[a-z]+:.*"));
    }

    /** Returns the fragments that GitHub generates for the headings of a page. */
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(FENCED.matcher(text(page)).replaceAll(""))
                .results()
                .map(DocumentationTest::anchor)
                .collect(Collectors.toSet());
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static boolean isPage(Path file) {
        return Files.isRegularFile(file) && file.toString().endsWith(".md");
    }

    private static List<Path> pages() {
        return files(".md").toList();
    }

    /** Returns the repository's own files, excluding those that a build has written. */
    private static Stream<Path> files(String extension) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return GENERATED.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(extension)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted();
    }

    private static String name(Path page) {
        return ROOT.relativize(page).toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
