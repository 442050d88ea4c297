package io.github.mfpjaxrs.security.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The configuration lines that replace a {@code usr_OAuthTAI} element. */
final class TaiTranslation {

    private static final Pattern ENDPOINTS = Pattern.compile("/az/v1/?$");
    private static final Pattern TRANSLATABLE = Pattern.compile("/|(/[A-Za-z0-9._~-]+)+|(/[A-Za-z0-9._~-]+)*/\\*");
    private static final Pattern LINE_BREAK = Pattern.compile("[\\x00-\\x1F\\x7F]");

    /**
     * A constraint configured for the interceptor.
     *
     * @param paths the secured URLs, without the context root
     * @param methods the HTTP methods; empty for all methods
     */
    private record Constraint(List<String> paths, List<String> methods, String scope) {}

    private final String contextRoot;
    private final List<String> lines = new ArrayList<>();
    private boolean complete = true;

    /** @param contextRoot the context root to remove from secured URLs; may be empty */
    TaiTranslation(String contextRoot) {
        String trimmed = contextRoot.replaceAll("^/+|/+$", "");
        this.contextRoot = trimmed.isEmpty() ? "" : "/" + trimmed;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Whether everything was translated. */
    boolean isComplete() {
        return complete;
    }

    void translate(Element interceptor) {
        server(interceptor);
        List<Constraint> constraints = constraints(interceptor);
        for (int i = 0; i < constraints.size(); i++) {
            lines.add("");
            rule("tai-" + (i + 1), constraints.get(i), constraints);
        }
        if (constraints.isEmpty()) {
            lines.add("");
            warn("no securityConstraint, so the interceptor protects nothing");
        }
    }

    private void server(Element interceptor) {
        String url = interceptor.getAttribute("authorizationURL").strip();
        if (ENDPOINTS.matcher(url).find()) {
            warn("the library appends az/v1 to the url, which is left out here");
            url = ENDPOINTS.matcher(url).replaceFirst("");
        }
        if (url.contains("${")) {
            warn("the url refers to a variable of the server; define it for MicroProfile Config too");
        }
        if (url.toLowerCase(Locale.ROOT).startsWith("http:")
                && !url.matches("(?i)http://(localhost|127\\.[0-9.]+|\\[::1])([:/].*)?")) {
            warn("tokens and secrets are sent without encryption; use https, or set"
                    + " mfp.authorization-server.allow-http=true");
        }
        key("mfp.authorization-server.url", url);
        key("mfp.client-id", interceptor.getAttribute("clientId").strip());
        lines.add("# The secret is not copied: set it in the environment.");
        key("mfp.client-secret", "${MFP_CLIENT_SECRET}");
        if (interceptor.hasAttribute("cacheSize")) {
            key("mfp.cache.size", interceptor.getAttribute("cacheSize").strip());
        }
    }

    private List<Constraint> constraints(Element interceptor) {
        NodeList found = interceptor.getElementsByTagName("securityConstraint");
        List<Constraint> constraints = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element constraint = (Element) found.item(i);
            List<String> methods = words(constraint.getAttribute("httpMethods").toUpperCase(Locale.ROOT));
            constraints.add(new Constraint(
                    words(constraint.getAttribute("securedURLs")).stream()
                            .map(this::withinApplication)
                            .toList(),
                    methods.contains("ALL") || methods.contains("*") ? List.of() : methods,
                    constraint.getAttribute("scope").strip()));
        }
        return constraints;
    }

    private static List<String> words(String value) {
        return Arrays.stream(value.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private String withinApplication(String url) {
        boolean hasRoot = !contextRoot.isEmpty() && (url.equals(contextRoot) || url.startsWith(contextRoot + "/"));
        String path = hasRoot ? url.substring(contextRoot.length()) : url;
        return path.isEmpty() ? "/" : path;
    }

    private void rule(String name, Constraint constraint, List<Constraint> all) {
        List<String> paths =
                constraint.paths().stream().filter(this::isTranslatable).toList();
        if (paths.isEmpty()) {
            incomplete("a securityConstraint is left out, because it has no path that can be translated");
            return;
        }
        boolean isShared = all.stream()
                .anyMatch(other -> other != constraint && other.paths().stream().anyMatch(paths::contains));
        String prefix = "mfp.protect." + name + ".";
        if (!constraint.methods().isEmpty()) {
            warn("the interceptor left " + String.join(", ", paths) + " open for all methods but "
                    + String.join(", ", constraint.methods()) + "; now they require the scope as well. To open one,"
                    + " name it in " + prefix + "open-methods");
        }
        key(prefix + "paths", String.join(",", paths));
        if (!constraint.scope().isEmpty()) {
            key(prefix + "scopes", String.join(" ", words(constraint.scope())));
        }
        if (isShared && !constraint.methods().isEmpty()) {
            key(prefix + "methods", String.join(",", constraint.methods()));
        }
    }

    private boolean isTranslatable(String path) {
        boolean hasDotSegment = Stream.of(path.split("/")).anyMatch(part -> part.equals(".") || part.equals(".."));
        boolean translatable = TRANSLATABLE.matcher(path).matches() && !hasDotSegment;
        if (!translatable) {
            incomplete("the secured URL " + path + " is left out and NOT PROTECTED; wanted: /a/b, or /a/* for all below"
                    + " it, of letters, digits and -._~");
        }
        return translatable;
    }

    private void incomplete(String message) {
        complete = false;
        warn(message);
    }

    private void warn(String message) {
        lines.add("# WARNING: " + safe(message));
    }

    private void key(String key, String value) {
        if (value.isEmpty()) {
            incomplete(key + " has no value in the file");
        } else {
            lines.add(key + "=" + safe(value).replace("\\", "\\\\"));
        }
    }

    /** Replaces line breaks, so that an attribute cannot add another key. */
    private static String safe(String text) {
        return LINE_BREAK.matcher(text).replaceAll("?");
    }
}
