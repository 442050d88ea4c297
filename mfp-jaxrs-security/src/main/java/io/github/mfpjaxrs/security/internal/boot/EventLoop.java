package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import io.github.mfpjaxrs.security.internal.quarkus.SuspendingFilter;
import io.github.mfpjaxrs.security.internal.request.ResourceAuthorizer;

/** Supports runtimes that can call resource methods on an event loop, such as Quarkus with RESTEasy Reactive. */
final class EventLoop {

    private EventLoop() {}

    /** Must be called only on RESTEasy Reactive, on which the filter class depends. */
    static Object suspendingFilter(ResourceAuthorizer authorizer, MethodProtection method) {
        return new SuspendingFilter(request -> authorizer.tryAuthorize(request, method));
    }
}
