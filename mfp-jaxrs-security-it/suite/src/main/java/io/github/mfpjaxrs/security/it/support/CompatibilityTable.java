package io.github.mfpjaxrs.security.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Prints a table of test results per runtime, based only on the test reports from this build. */
public final class CompatibilityTable {

    private final Map<String, int[]> rows = new TreeMap<>();
    private final TreeSet<String> limits = new TreeSet<>();

    private CompatibilityTable() {}

    /**
     * Reads all reports under a directory, writes the table to a file, and prints it.
     *
     * @param args the directory that contains the runtimes' modules, followed by the file to write the table to
     */
    public static void main(String[] args) throws Exception {
        CompatibilityTable table = new CompatibilityTable();
        List<Path> reports = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(args[0]), 4)) {
            files.filter(file -> file.toString().contains("failsafe-reports")
                            && file.getFileName().toString().startsWith("TEST-"))
                    .forEach(reports::add);
        }
        for (Path report : reports) {
            table.add(report);
        }
        String text = table.text();
        Files.createDirectories(Path.of(args[1]).toAbsolutePath().getParent());
        Files.writeString(Path.of(args[1]), text);
        System.out.print(text);
    }

    private void add(Path report) throws IOException, SAXException, ParserConfigurationException {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        Element suite = document.getDocumentElement();
        Map<String, String> properties = new TreeMap<>();
        for (Element property : elements(document, "property")) {
            properties.put(property.getAttribute("name"), property.getAttribute("value"));
        }
        String runtime = properties.get("it.runtime.name");
        int[] row = rows.computeIfAbsent(
                "| " + runtime + " | " + properties.get("it.runtime.version") + " | "
                        + properties.get("java.specification.version") + " | ",
                key -> new int[3]);
        int skipped = Integer.parseInt(suite.getAttribute("skipped"));
        int failed = Integer.parseInt(suite.getAttribute("failures")) + Integer.parseInt(suite.getAttribute("errors"));
        row[0] += Integer.parseInt(suite.getAttribute("tests")) - skipped - failed;
        row[1] += failed;
        row[2] += skipped;
        for (Element element : elements(document, "skipped")) {
            limits.add("- " + runtime + ": " + reason(element));
        }
    }

    /**
     * Returns the reason why a test was skipped. Surefire writes the reason to an attribute or, since 3.6, to the
     * first line of the stack trace.
     */
    private static String reason(Element skipped) {
        String said = skipped.hasAttribute("message")
                ? skipped.getAttribute("message")
                : skipped.getTextContent().strip().lines().findFirst().orElse("");
        return said.replaceFirst("^.*Assumption failed: ", "");
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        text.append("| runtime | version | Java | passed | failed | skipped |\n|---|---|---|---|---|---|\n");
        rows.forEach((key, row) -> text.append(key)
                .append(row[0])
                .append(" | ")
                .append(row[1])
                .append(" | ")
                .append(row[2])
                .append(" |\n"));
        if (!limits.isEmpty()) {
            text.append("\nSkipped, with the reason:\n");
            limits.forEach(limit -> text.append(limit).append('\n'));
        }
        return text.toString();
    }
}
