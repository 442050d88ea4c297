package io.github.mfpjaxrs.security.internal.jersey;

import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.internal.runtime.CurrentCall;
import io.github.mfpjaxrs.security.internal.runtime.InvocationCheck;
import io.github.mfpjaxrs.security.internal.runtime.InvocationChecks;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Set;
import org.glassfish.jersey.internal.inject.Binding;
import org.glassfish.jersey.internal.inject.InjectionManager;
import org.glassfish.jersey.internal.inject.Providers;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.spi.ComponentProvider;
import org.glassfish.jersey.server.spi.internal.ResourceMethodInvocationHandlerProvider;
import org.jspecify.annotations.Nullable;

/**
 * The invocation check for Jersey. It wraps every resource method, including sub-resource methods. Jersey discovers
 * this class through {@code ServiceLoader} as a {@code ComponentProvider}. Unlike a feature, a component provider
 * cannot be disabled by an application property. The class is public because Jersey instantiates it.
 */
public final class InvocationCheckProvider implements ComponentProvider, ResourceMethodInvocationHandlerProvider {

    /** Gives this provider precedence over the other providers, to which it delegates. */
    private static final int HIGHEST_RANK = Integer.MAX_VALUE;

    private @Nullable InjectionManager injection;

    /** Required by {@code ServiceLoader}. */
    public InvocationCheckProvider() {}

    @Override
    public void initialize(InjectionManager injectionManager) {
        injection = injectionManager;
        injectionManager.register(binding());
    }

    /** Uses reflection, because Jersey 4 moved {@code Bindings} and changed the return type of {@code ranked}. */
    private Binding<?, ?> binding() {
        try {
            Binding<?, ?> binding = (Binding<?, ?>)
                    bindings().getMethod("service", Object.class).invoke(null, this);
            binding.to((Type) ResourceMethodInvocationHandlerProvider.class);
            Binding.class.getMethod("ranked", int.class).invoke(binding, HIGHEST_RANK);
            return binding;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "mfp-jaxrs-security cannot check invocations on this version of Jersey: " + e, e);
        }
    }

    private static Class<?> bindings() throws ClassNotFoundException {
        ClassLoader jersey = Binding.class.getClassLoader();
        try {
            return Class.forName("org.glassfish.jersey.innate.inject.Bindings", true, jersey);
        } catch (ClassNotFoundException jersey3) {
            return Class.forName("org.glassfish.jersey.internal.inject.Bindings", true, jersey);
        }
    }

    @Override
    public boolean bind(Class<?> component, Set<Class<?>> providerContracts) {
        return false;
    }

    @Override
    public void done() {
        // All work is done when Jersey requests a handler.
    }

    @Override
    public @Nullable InvocationHandler create(Invocable invocable) {
        InjectionManager manager = Objects.requireNonNull(injection);
        Class<?> type = invocable.getHandler().getHandlerClass();
        Method method = invocable.getHandlingMethod();
        Set<Class<?>> applications = applications(JerseyApplication.find(manager));
        InvocationCheck check = InvocationChecks.current();
        InvocationHandler next = delegate(manager, invocable);
        return check.concerns(type, method, applications)
                ? (target, called, arguments) -> {
                    Allowance allowance = CurrentCall.allowance();
                    if (allowance == null || !allowance.covers(type, method)) {
                        ContainerRequest request = manager.getInstance(ContainerRequest.class);
                        check.require(
                                request.getProperty(Allowance.PROPERTY),
                                new InvocationCheck.Call(type, method, JerseyRoute.of(request)),
                                applications(JerseyApplication.find(request)));
                    }
                    return next.invoke(target, called, arguments);
                }
                : next;
    }

    private static Set<Class<?>> applications(@Nullable Application application) {
        return application == null ? Set.of() : Set.of(application.getClass());
    }

    private InvocationHandler delegate(InjectionManager manager, Invocable invocable) {
        for (ResourceMethodInvocationHandlerProvider other :
                Providers.getProviders(manager, ResourceMethodInvocationHandlerProvider.class)) {
            // Skips all providers of this class. If several applications share an injection manager, as on Helidon,
            // each application has its own provider.
            InvocationHandler handler = other instanceof InvocationCheckProvider ? null : other.create(invocable);
            if (handler != null) {
                return handler;
            }
        }
        return (target, called, arguments) -> called.invoke(target, arguments);
    }
}
