package io.github.mfpjaxrs.security.internal.resteasy;

import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.HttpResponse;
import org.jboss.resteasy.spi.MethodInjector;
import org.jboss.resteasy.spi.ValueInjector;
import org.jboss.resteasy.spi.metadata.ResourceLocator;

/**
 * Records a call to a sub-resource locator when RESTEasy injects the locator's arguments.
 *
 * @param injector calls the locator
 * @param locator the locator
 */
record LocatorRecorder(MethodInjector injector, ResourceLocator locator) implements MethodInjector {

    @Override
    public Object injectArguments(HttpRequest request, HttpResponse response) {
        RestEasyRoute.record(request, locator.getResourceClass().getClazz(), locator.getMethod());
        return injector.injectArguments(request, response);
    }

    @Override
    public Object invoke(HttpRequest request, HttpResponse response, Object target) {
        return injector.invoke(request, response, target);
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
