package io.github.mfpjaxrs.security.internal.resteasy;

import io.github.mfpjaxrs.security.internal.runtime.InvocationCheck;
import jakarta.ws.rs.core.Configuration;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.util.Set;
import org.jboss.resteasy.spi.ConstructorInjector;
import org.jboss.resteasy.spi.InjectorFactory;
import org.jboss.resteasy.spi.MethodInjector;
import org.jboss.resteasy.spi.PropertyInjector;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.jboss.resteasy.spi.ValueInjector;
import org.jboss.resteasy.spi.metadata.ResourceClass;
import org.jboss.resteasy.spi.metadata.ResourceConstructor;
import org.jboss.resteasy.spi.metadata.ResourceLocator;
import org.jboss.resteasy.spi.metadata.ResourceMethod;

/**
 * The invocation check for RESTEasy. It wraps each resource method in a check and records each locator call.
 * Everything else is delegated to the original factory.
 */
public final class CheckingInjectorFactory implements InjectorFactory {

    private final InjectorFactory factory;
    private final InvocationCheck check;
    private final Set<Class<?>> applications;

    private CheckingInjectorFactory(InjectorFactory factory, InvocationCheck check, Set<Class<?>> applications) {
        this.factory = factory;
        this.check = check;
        this.applications = applications;
    }

    /**
     * Installs the check before RESTEasy reads the resources.
     *
     * @param configuration RESTEasy's deployment configuration
     * @param check decides whether a method may be executed
     * @param applications the deployed application's class
     */
    public static void install(Configuration configuration, InvocationCheck check, Set<Class<?>> applications) {
        if (configuration instanceof ResteasyProviderFactory providers
                && !(providers.getInjectorFactory() instanceof CheckingInjectorFactory)) {
            providers.setInjectorFactory(
                    new CheckingInjectorFactory(providers.getInjectorFactory(), check, applications));
        }
    }

    @Override
    public MethodInjector createMethodInjector(ResourceLocator method, ResteasyProviderFactory providers) {
        MethodInjector injector = factory.createMethodInjector(method, providers);
        if (!(method instanceof ResourceMethod)) {
            return new LocatorRecorder(injector, method);
        }
        return new CheckedMethod(
                injector, check, applications, method.getResourceClass().getClazz(), method.getMethod());
    }

    @Override
    @SuppressWarnings("rawtypes") // RESTEasy's signature
    public ConstructorInjector createConstructor(Constructor constructor, ResteasyProviderFactory providers) {
        return factory.createConstructor(constructor, providers);
    }

    @Override
    public ConstructorInjector createConstructor(Class<?> type, ResteasyProviderFactory providers) {
        return factory.createConstructor(type, providers);
    }

    @Override
    public ConstructorInjector createConstructor(ResourceConstructor constructor, ResteasyProviderFactory providers) {
        return factory.createConstructor(constructor, providers);
    }

    @Override
    @SuppressWarnings("rawtypes") // RESTEasy's signature
    public PropertyInjector createPropertyInjector(Class type, ResteasyProviderFactory providers) {
        return factory.createPropertyInjector(type, providers);
    }

    @Override
    public PropertyInjector createPropertyInjector(ResourceClass type, ResteasyProviderFactory providers) {
        return factory.createPropertyInjector(type, providers);
    }

    @Override
    @SuppressWarnings("rawtypes") // RESTEasy's signature
    public ValueInjector createParameterExtractor(
            Class injectTargetClass,
            AccessibleObject injectTarget,
            String defaultName,
            Class type,
            Type genericType,
            Annotation[] annotations,
            ResteasyProviderFactory providers) {
        return factory.createParameterExtractor(
                injectTargetClass, injectTarget, defaultName, type, genericType, annotations, providers);
    }

    @Override
    @SuppressWarnings("rawtypes") // RESTEasy's signature
    public ValueInjector createParameterExtractor(
            Class injectTargetClass,
            AccessibleObject injectTarget,
            String defaultName,
            Class type,
            Type genericType,
            Annotation[] annotations,
            boolean useDefault,
            ResteasyProviderFactory providers) {
        return factory.createParameterExtractor(
                injectTargetClass, injectTarget, defaultName, type, genericType, annotations, useDefault, providers);
    }

    @Override
    public ValueInjector createParameterExtractor(
            org.jboss.resteasy.spi.metadata.Parameter parameter, ResteasyProviderFactory providers) {
        return factory.createParameterExtractor(parameter, providers);
    }
}
