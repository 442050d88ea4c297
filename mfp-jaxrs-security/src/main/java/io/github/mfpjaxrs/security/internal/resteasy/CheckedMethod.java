package io.github.mfpjaxrs.security.internal.resteasy;

import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.internal.runtime.InvocationCheck;
import io.github.mfpjaxrs.security.internal.runtime.InvocationChecks;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.HttpResponse;
import org.jboss.resteasy.spi.MethodInjector;
import org.jboss.resteasy.spi.ValueInjector;

/** Calls a resource method only if the invocation check permits the call. Thread-safe. */
final class CheckedMethod implements MethodInjector {

    private final MethodInjector injector;
    private final InvocationCheck check;
    private final Set<Class<?>> applications;
    private final Class<?> type;
    private final Method method;
    private final boolean needsCheck;

    /** Whether each target object's class has the same requirement as the class known to the filters. */
    private final ConcurrentMap<Class<?>, Boolean> targets = new ConcurrentHashMap<>();

    /**
     * @param injector calls the method
     * @param check decides about requests that have no allowance
     * @param applications the deployed application's class
     * @param type the resource class that RESTEasy reports, which can be an interface or a superclass
     * @param method the method
     */
    CheckedMethod(
            MethodInjector injector, InvocationCheck check, Set<Class<?>> applications, Class<?> type, Method method) {
        this.injector = injector;
        this.check = check;
        this.applications = applications;
        this.type = type;
        this.method = method;
        this.needsCheck = check.concerns(type, method, applications);
    }

    @Override
    public Object invoke(HttpRequest request, HttpResponse response, Object target) {
        if (!targets.computeIfAbsent(target.getClass(), actual -> check.hasSameRequirement(type, method, actual))) {
            throw InvocationChecks.refusal(
                    target.getClass(),
                    method,
                    "the runtime treated it as " + type.getName() + ", which has a different requirement; put @Path"
                            + " and @MFPProtected on the same class");
        }
        if (needsCheck && !isAllowed(request)) {
            check.require(
                    request.getAttribute(Allowance.PROPERTY),
                    new InvocationCheck.Call(type, method, RestEasyRoute.of(request)),
                    applications);
        }
        return injector.invoke(request, response, target);
    }

    private boolean isAllowed(HttpRequest request) {
        return request.getAttribute(Allowance.PROPERTY) instanceof Allowance allowance
                && allowance.covers(type, method);
    }

    @Override
    public Object injectArguments(HttpRequest request, HttpResponse response) {
        return injector.injectArguments(request, response);
    }

    @Override
    public ValueInjector[] getParams() {
        return injector.getParams();
    }

    @Override
    public boolean expectsBody() {
        return injector.expectsBody();
    }
}
