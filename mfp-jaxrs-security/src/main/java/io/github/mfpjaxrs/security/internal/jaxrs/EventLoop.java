package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.internal.jaxrs.ResourceGuard.MethodProtection;
import io.github.mfpjaxrs.security.internal.quarkus.SuspendingFilter;
import jakarta.ws.rs.core.FeatureContext;

/** What to do where resource methods may run on threads that must not wait: Quarkus with RESTEasy Reactive. */
final class EventLoop {

    private static final String RESTEASY_REACTIVE = "org.jboss.resteasy.reactive.";

    private EventLoop() {}

    /** By who configures us: the classes of that runtime may be present where another one runs. */
    static boolean mayRunRequests(FeatureContext context) {
        return context.getClass().getName().startsWith(RESTEASY_REACTIVE);
    }

    /** To be called on that runtime alone: the filter's class needs it. */
    static Object suspendingFilter(ResourceGuard guard, MethodProtection method) {
        return new SuspendingFilter(request -> guard.tryAuthorize(request, method));
    }
}
