package io.github.mfpjaxrs.security.it.extensions.app.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Replaces a request's method if a header field asks for it, as frameworks do for HTML forms. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class ReplacingFilter extends HttpFilter {

    /** The header field that names the method. */
    public static final String METHOD = "X-Form-Method";

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String method = request.getHeader(METHOD);
        chain.doFilter(method == null ? request : new Replaced(request, method, null), response);
    }

    static final class Replaced extends HttpServletRequestWrapper {

        private final String method;
        private final @Nullable String path;

        /** @param path the path instead of that of the request; null leaves it unchanged */
        Replaced(HttpServletRequest request, String method, @Nullable String path) {
            super(request);
            this.method = method;
            this.path = path;
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public String getRequestURI() {
            return path == null ? super.getRequestURI() : getContextPath() + path;
        }

        @Override
        public String getServletPath() {
            return path == null ? super.getServletPath() : path;
        }

        @Override
        public @Nullable String getPathInfo() {
            return path == null ? super.getPathInfo() : null;
        }
    }
}
