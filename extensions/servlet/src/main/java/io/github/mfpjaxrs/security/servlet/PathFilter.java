package io.github.mfpjaxrs.security.servlet;

import io.github.mfpjaxrs.security.spi.HttpOutcome;
import io.github.mfpjaxrs.security.spi.HttpRequestAuthorizer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

/** Authorizes all requests and dispatches based on their paths. Thread-safe. */
final class PathFilter extends AuthorizingFilter {

    /** The filter's name, which is also the name of the context attribute that proves the filter's registration. */
    static final String NAME = "mfp-path-protection";

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private volatile boolean isNeeded;

    @Override
    void prepare(ServletContext context, HttpRequestAuthorizer found) {
        requireFilters(context);
        Set<String> patterns = found.takeOverPaths();
        isNeeded = !patterns.isEmpty();
        String root = context.getContextPath();
        if (!root.isEmpty()) {
            new TreeSet<>(patterns)
                    .stream()
                            .filter(pattern -> pattern.equals(root) || pattern.startsWith(root + "/"))
                            .forEach(pattern -> LOG.log(
                                    Level.WARNING,
                                    "MFP protection: the path {0} in mfp.protect keys begins with the context root {1}."
                                            + " Paths begin after it, so this one protects {1}{0}",
                                    pattern,
                                    root));
        }
    }

    /**
     * Requires a filter for every annotated servlet. By the time filters are initialized, all servlets have been
     * registered.
     */
    private static void requireFilters(ServletContext context) {
        Set<String> unprotected = new TreeSet<>(AnnotatedServlets.of(context).keySet());
        unprotected.removeIf(name -> context.getFilterRegistration(ServletFilter.nameFor(name)) != null);
        if (!unprotected.isEmpty()) {
            throw new IllegalStateException("the servlets " + unprotected + " have @MFPProtected, but were registered"
                    + " too late for their filters; declare them by @WebServlet or in web.xml, or protect their paths"
                    + " by mfp.protect keys");
        }
    }

    @Override
    HttpOutcome authorize(HttpServletRequest request, HttpRequestAuthorizer found) {
        if (!isNeeded) {
            return OPEN;
        }
        ServletHttpRequest selected = ServletHttpRequest.of(request);
        HttpOutcome outcome = authorize(selected, found);
        Iterator<ServletHttpRequest> wrapped = selected.wrapped().iterator();
        while (outcome instanceof HttpOutcome.Permitted && wrapped.hasNext()) {
            outcome = both(outcome, authorize(wrapped.next(), found));
        }
        if (outcome instanceof HttpOutcome.Permitted) {
            selected.markAuthorized();
        }
        return outcome;
    }

    private static HttpOutcome authorize(ServletHttpRequest selected, HttpRequestAuthorizer found) {
        HttpOutcome outcome = found.authorizePath(selected);
        if (outcome instanceof HttpOutcome.Refused) {
            return outcome;
        }
        return selected.asSent()
                .map(sent -> both(outcome, found.authorizePath(sent)))
                .orElse(outcome);
    }

    /** Prefers a refusal, then the outcome that identifies the caller. */
    private static HttpOutcome both(HttpOutcome permitted, HttpOutcome other) {
        return isIdentified(permitted) && !(other instanceof HttpOutcome.Refused) ? permitted : other;
    }

    private static boolean isIdentified(HttpOutcome outcome) {
        return outcome instanceof HttpOutcome.Permitted permitted
                && permitted.caller().getAccessToken().isPresent();
    }
}
