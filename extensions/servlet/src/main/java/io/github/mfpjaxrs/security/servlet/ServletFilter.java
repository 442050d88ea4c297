package io.github.mfpjaxrs.security.servlet;

import io.github.mfpjaxrs.security.servlet.ServletRequirements.Requirement;
import io.github.mfpjaxrs.security.spi.HttpOutcome;
import io.github.mfpjaxrs.security.spi.HttpRequestAuthorizer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Authorizes requests and dispatches to a single servlet, based on the servlet's annotations. Thread-safe. */
final class ServletFilter extends AuthorizingFilter {

    private final String servlet;
    private final Class<?> type;
    private volatile @Nullable ServletRequirements requirements;
    private volatile String template = "";

    ServletFilter(String servlet, Class<?> type) {
        this.servlet = servlet;
        this.type = type;
    }

    static String nameFor(String servlet) {
        return "mfp-servlet-protection-" + servlet;
    }

    @Override
    void prepare(ServletContext context, HttpRequestAuthorizer found) {
        requirements = ServletRequirements.of(type, found::requiredScope);
        ServletRegistration registration = context.getServletRegistration(servlet);
        template = registration == null || registration.getMappings().isEmpty()
                ? servlet
                : new TreeSet<>(registration.getMappings()).first();
    }

    @Override
    HttpOutcome authorize(HttpServletRequest request, HttpRequestAuthorizer found) {
        ServletRequirements known = requirements;
        ServletHttpRequest http = ServletHttpRequest.of(request);
        Requirement requirement = known == null ? new Requirement.Denied() : known.of(request.getMethod());
        if (requirement instanceof Requirement.Scoped scoped) {
            return found.authorize(http, Optional.of(scoped.scope()), template);
        }
        if (requirement instanceof Requirement.Denied) {
            return found.deny(http);
        }
        return requirement instanceof Requirement.Open ? found.authorize(http, Optional.empty(), template) : OPEN;
    }
}
