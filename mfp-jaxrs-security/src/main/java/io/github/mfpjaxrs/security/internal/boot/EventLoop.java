package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import io.github.mfpjaxrs.security.internal.quarkus.SuspendingFilter;
import io.github.mfpjaxrs.security.internal.request.ResourceAuthorizer;

/** What to do where resource methods may run on threads that must not wait: Quarkus with RESTEasy Reactive. */
final class EventLoop {

    private EventLoop() {}

    /** To be called on that runtime only: the filter's class needs it. */
    static Object suspendingFilter(ResourceAuthorizer guard, MethodProtection method) {
        return new SuspendingFilter(request -> guard.tryAuthorize(request, method));
    }
}
