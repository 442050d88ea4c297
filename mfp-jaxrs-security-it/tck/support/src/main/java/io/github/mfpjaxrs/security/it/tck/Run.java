package io.github.mfpjaxrs.security.it.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The test results from one run.
 *
 * @param results the results by class and method; results that concern a whole class have an empty method name
 */
record Run(SortedMap<String, Result> results) {

    /** A test's result. Failure messages are excluded, because they contain ports and times. */
    enum Result {
        PASSED,
        FAILED,
        SKIPPED
    }

    Run {
        results = new TreeMap<>(results);
    }

    /** Reads the {@code TEST-*.xml} reports in a directory. */
    static Run read(Path directory) {
        SortedMap<String, Result> results = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .forEach(file -> add(file, results));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Run(results);
    }

    private static void add(Path report, Map<String, Result> results) {
        NodeList tests = parse(report).getElementsByTagName("testcase");
        for (int i = 0; i < tests.getLength(); i++) {
            Element test = (Element) tests.item(i);
            results.merge(
                    test.getAttribute("classname") + "#" + test.getAttribute("name"), result(test), Run::theWorse);
        }
    }

    private static Document parse(Path report) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(report.toString(), e);
        }
    }

    private static Result result(Element test) {
        if (has(test, "failure") || has(test, "error")) {
            return Result.FAILED;
        }
        return has(test, "skipped") ? Result.SKIPPED : Result.PASSED;
    }

    private static boolean has(Element test, String name) {
        return test.getElementsByTagName(name).getLength() > 0;
    }

    private static Result theWorse(Result one, Result other) {
        return one == Result.FAILED || other == Result.FAILED ? Result.FAILED : one;
    }

    long count(Result result) {
        return results.values().stream().filter(result::equals).count();
    }
}
