package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import io.github.mfpjaxrs.security.internal.quarkus.SuspendingFilter;
import io.github.mfpjaxrs.security.internal.request.ResourceAuthorizer;

/** Support for resource methods that may run on an event loop, as on Quarkus with RESTEasy Reactive. */
final class EventLoop {

    private EventLoop() {}

    /** Must be called only on that runtime, because the filter class depends on it. */
    static Object suspendingFilter(ResourceAuthorizer authorizer, MethodProtection method) {
        return new SuspendingFilter(request -> authorizer.tryAuthorize(request, method));
    }
}
