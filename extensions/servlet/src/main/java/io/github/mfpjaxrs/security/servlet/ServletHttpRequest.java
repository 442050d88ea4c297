package io.github.mfpjaxrs.security.servlet;

import io.github.mfpjaxrs.security.spi.HttpRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request or dispatch in a servlet container.
 *
 * @param request the container's request
 * @param path the decoded path within the application
 */
record ServletHttpRequest(HttpServletRequest request, String path) implements HttpRequest {

    /** The request attribute that holds the last authorized {@link Target}. */
    private static final String AUTHORIZED = ServletHttpRequest.class.getName();

    private record Target(String method, String path) {}

    /** Creates a request with the path by which the container selected the servlet. */
    static ServletHttpRequest of(HttpServletRequest request) {
        boolean isInclude = request.getDispatcherType() == DispatcherType.INCLUDE;
        String servletPath = isInclude
                ? attribute(request, RequestDispatcher.INCLUDE_SERVLET_PATH)
                : orEmpty(request.getServletPath());
        String pathInfo =
                isInclude ? attribute(request, RequestDispatcher.INCLUDE_PATH_INFO) : orEmpty(request.getPathInfo());
        String path = servletPath + pathInfo;
        return new ServletHttpRequest(request, path.isEmpty() ? "/" : path);
    }

    private static String attribute(HttpServletRequest request, String name) {
        return orEmpty((String) request.getAttribute(name));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * Returns this request with the path that the client requested or the application dispatched to. Returns empty if
     * the container selected the servlet by that same path. The paths differ, for example, for a welcome file.
     *
     * @throws IllegalArgumentException if the client sent an invalid percent-encoding
     */
    Optional<ServletHttpRequest> asSent() {
        String root = decode(request.getContextPath());
        return switch (request.getDispatcherType()) {
            case REQUEST -> within(root, decode(request.getRequestURI()));
            case INCLUDE ->
                normalized(attribute(request, RequestDispatcher.INCLUDE_REQUEST_URI))
                        .flatMap(target -> within(root, target));
            default -> normalized(request.getRequestURI()).flatMap(target -> within(root, target));
        };
    }

    /**
     * Returns the requests inside the application's wrappers whose method or path differs from this one's. Containers
     * select the target of a dispatch by one of them. An error page is selected by a request without these wrappers.
     */
    List<ServletHttpRequest> wrapped() {
        DispatcherType dispatch = request.getDispatcherType();
        if (!(request instanceof ServletRequestWrapper)
                || dispatch == DispatcherType.ERROR
                || dispatch == DispatcherType.INCLUDE) {
            return List.of();
        }
        List<ServletHttpRequest> others = new ArrayList<>();
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
            if (inner instanceof HttpServletRequest http && http.getDispatcherType() == dispatch) {
                ServletHttpRequest other = of(http);
                if (!other.target().equals(target())) {
                    others.add(other);
                }
            }
        }
        return others;
    }

    /** Records that this method and path are authorized in the current dispatch. */
    void markAuthorized() {
        request.setAttribute(AUTHORIZED, target());
    }

    /** Whether this method and path are the last that {@link #markAuthorized} recorded. */
    boolean isAuthorized() {
        return target().equals(request.getAttribute(AUTHORIZED));
    }

    private Target target() {
        return new Target(request.getMethod(), path);
    }

    private Optional<ServletHttpRequest> within(String root, String sent) {
        String withinApplication = sent.startsWith(root) ? sent.substring(root.length()) : sent;
        String other = withinApplication.isEmpty() ? "/" : withinApplication;
        return other.equals(path) ? Optional.empty() : Optional.of(new ServletHttpRequest(request, other));
    }

    /**
     * Returns the normalized path. Applications may dispatch to paths that would be considered ambiguous if a client
     * had sent them.
     */
    private static Optional<String> normalized(String target) {
        try {
            return Optional.ofNullable(
                    URI.create(target.replaceAll(";[^/]*", "")).normalize().getPath());
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private static String decode(String path) {
        return path.indexOf('%') < 0 ? path : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    /** Returns the path with the context root, so that an ambiguous context root is also refused. */
    @Override
    public Optional<String> rawPath() {
        return request.getDispatcherType() == DispatcherType.REQUEST
                ? Optional.of(request.getRequestURI())
                : Optional.empty();
    }

    @Override
    public List<String> headers(String name) {
        Enumeration<String> values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }

    @Override
    public boolean isSecure() {
        return request.isSecure();
    }

    @Override
    public @Nullable Object attribute(String name) {
        return request.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        request.setAttribute(name, value);
    }
}
