package io.github.mfpjaxrs.security.servlet;

import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.spi.HttpOutcome;
import io.github.mfpjaxrs.security.spi.HttpRequestAuthorizer;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Passes on requests from authorized callers and refuses all others. Thread-safe. */
abstract class AuthorizingFilter implements Filter {

    /** The outcome for a request that this filter does not have to check. */
    static final HttpOutcome.Permitted OPEN = new HttpOutcome.Permitted(MFPSecurityContext.anonymous());

    private @Nullable HttpRequestAuthorizer authorizer;

    /** Finds the authorizer and prepares the decisions. */
    @Override
    public final void init(FilterConfig config) throws ServletException {
        try {
            HttpRequestAuthorizer found =
                    CDI.current().select(HttpRequestAuthorizer.class).get();
            prepare(config.getServletContext(), found);
            authorizer = found;
        } catch (IllegalStateException e) {
            throw new ServletException("MFP protection: " + e.getMessage(), e);
        }
    }

    /**
     * Prepares the decisions.
     *
     * @throws IllegalStateException if the protection cannot be enforced, which stops the application
     */
    abstract void prepare(ServletContext context, HttpRequestAuthorizer found);

    /** Decides whether a request or dispatch is authorized. */
    abstract HttpOutcome authorize(HttpServletRequest request, HttpRequestAuthorizer found);

    @Override
    public final void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpRequestAuthorizer found = authorizer;
        if (found == null
                || !(request instanceof HttpServletRequest http)
                || !(response instanceof HttpServletResponse httpResponse)) {
            throw new ServletException("MFP protection is not initialized, or this is not an HTTP request");
        }
        HttpOutcome outcome = authorize(http, found);
        if (outcome instanceof HttpOutcome.Permitted permitted) {
            boolean isIdentified = permitted.caller().getAccessToken().isPresent();
            chain.doFilter(isIdentified ? new CallerRequest(http, permitted.caller()) : request, response);
        } else if (outcome instanceof HttpOutcome.Refused refused && isAlterable(http, httpResponse)) {
            write(refused, httpResponse);
        }
    }

    /**
     * Whether a refusal can be written to the response. An included resource cannot change the enclosing response's
     * status, so a refused resource is simply left out.
     */
    private static boolean isAlterable(HttpServletRequest request, HttpServletResponse response) {
        return request.getDispatcherType() != DispatcherType.INCLUDE && !response.isCommitted();
    }

    /** Writes the refusal without {@code sendError}, which would replace the body with an error page. */
    private static void write(HttpOutcome.Refused refused, HttpServletResponse response) throws IOException {
        response.setStatus(refused.status());
        refused.headers().forEach(response::setHeader);
        byte[] body = refused.body().orElse("").getBytes(StandardCharsets.US_ASCII);
        response.setContentLength(body.length);
        if (body.length == 0) {
            return;
        }
        try {
            response.getOutputStream().write(body);
        } catch (IllegalStateException writerInUse) {
            response.getWriter().write(refused.body().orElse(""));
        }
    }
}
