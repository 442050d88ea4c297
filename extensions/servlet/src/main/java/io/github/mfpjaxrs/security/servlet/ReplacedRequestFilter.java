package io.github.mfpjaxrs.security.servlet;

import io.github.mfpjaxrs.security.spi.HttpOutcome;
import io.github.mfpjaxrs.security.spi.HttpRequestAuthorizer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Authorizes a request again if one of the application's filters has replaced its method or path since {@link
 * PathFilter} authorized it. Thread-safe.
 */
final class ReplacedRequestFilter extends AuthorizingFilter {

    static final String NAME = "mfp-path-protection-of-replaced-requests";

    private volatile boolean isNeeded;

    @Override
    void prepare(ServletContext context, HttpRequestAuthorizer found) {
        isNeeded = !found.takeOverPaths().isEmpty();
    }

    @Override
    HttpOutcome authorize(HttpServletRequest request, HttpRequestAuthorizer found) {
        if (!isNeeded) {
            return OPEN;
        }
        ServletHttpRequest selected = ServletHttpRequest.of(request);
        return selected.isAuthorized() ? OPEN : found.authorizePath(selected);
    }
}
