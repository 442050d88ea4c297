package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.internal.quarkus.SuspendingFilter;

/** What to do where resource methods may run on threads that must not wait: Quarkus with RESTEasy Reactive. */
final class EventLoop {

    private EventLoop() {}

    /** To be called on that runtime only: the filter's class needs it. */
    static Object suspendingFilter(ResourceGuard guard, MethodProtection method) {
        return new SuspendingFilter(request -> guard.tryAuthorize(request, method));
    }
}
