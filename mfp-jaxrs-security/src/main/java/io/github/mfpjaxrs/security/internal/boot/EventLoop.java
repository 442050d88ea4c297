package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import io.github.mfpjaxrs.security.internal.quarkus.SuspendingFilter;
import io.github.mfpjaxrs.security.internal.request.ResourceAuthorizer;

/** Support for runtimes whose resource methods may run on an event loop, that is, Quarkus with RESTEasy Reactive. */
final class EventLoop {

    private EventLoop() {}

    /** Must be called only on that runtime, because the class of the filter needs it. */
    static Object suspendingFilter(ResourceAuthorizer authorizer, MethodProtection method) {
        return new SuspendingFilter(request -> authorizer.tryAuthorize(request, method));
    }
}
