package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Translates the configuration for IBM's Trust Association Interceptor. It reads the {@code usr_OAuthTAI} element from
 * a {@code server.xml} file and prints this library's equivalent keys, with a comment for each difference. The client
 * secret is not printed. If something cannot be translated, a comment says so and the exit code is 1. If the file
 * cannot be read, the exit code is 2.
 */
public final class TaiMigration {

    private static final String USAGE = "Usage: java -cp mfp-jaxrs-security-testkit.jar " + TaiMigration.class.getName()
            + " server.xml [context-root]";

    private static final String ELEMENT = "usr_OAuthTAI";

    private final PrintStream out;
    private final PrintStream err;

    TaiMigration(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Prints the keys.
     *
     * @param arguments the file and, if the secured URLs begin with the application's context root, that context root,
     *     such as {@code /shop}
     */
    public static void main(String[] arguments) {
        System.exit(new TaiMigration(System.out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            err.println(USAGE);
            return 2;
        }
        try {
            TaiTranslation translation = new TaiTranslation(arguments.size() == 2 ? arguments.get(1) : "");
            translation.translate(interceptor(Path.of(arguments.get(0))));
            translation.lines().forEach(out::println);
            return translation.isComplete() ? 0 : 1;
        } catch (IOException | SAXException | ParserConfigurationException | IllegalArgumentException e) {
            err.println(arguments.get(0) + ": " + e.getMessage());
            return 2;
        }
    }

    private static Element interceptor(Path file) throws IOException, SAXException, ParserConfigurationException {
        try (InputStream xml = Files.newInputStream(file)) {
            NodeList found = parser().parse(xml).getElementsByTagName(ELEMENT);
            if (found.getLength() != 1) {
                throw new IllegalArgumentException(
                        "the file has " + found.getLength() + " " + ELEMENT + " elements; wanted: one");
            }
            return (Element) found.item(0);
        }
    }

    /**
     * Returns a parser that rejects document type declarations, so that no entity is expanded and no other file is
     * read.
     */
    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        DocumentBuilder parser = factory.newDocumentBuilder();
        parser.setErrorHandler(new DefaultHandler());
        return parser;
    }
}
