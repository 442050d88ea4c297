package io.github.mfpjaxrs.security.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filters. One filter checks the paths of all requests and runs before the application's filters. Another
 * one runs after them and checks requests that they have replaced. Each annotated servlet has a separate filter, which
 * runs immediately before the servlet. Public because {@code ServiceLoader} loads this class.
 */
public final class ProtectionInitializer implements ServletContainerInitializer {

    /** Called by {@code ServiceLoader}. */
    public ProtectionInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
        register(context, PathFilter.NAME, new PathFilter())
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        register(context, ReplacedRequestFilter.NAME, new ReplacedRequestFilter())
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
        for (Map.Entry<String, Class<?>> servlet : AnnotatedServlets.of(context).entrySet()) {
            String name = servlet.getKey();
            // This filter runs after all others, because the others can still change the HTTP method.
            register(context, ServletFilter.nameFor(name), new ServletFilter(name, servlet.getValue()))
                    .addMappingForServletNames(EnumSet.allOf(DispatcherType.class), true, name);
        }
        context.setAttribute(PathFilter.NAME, true);
    }

    private static FilterRegistration.Dynamic register(ServletContext context, String name, Filter filter)
            throws ServletException {
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        if (registration == null) {
            throw new ServletException("MFP protection: the application has another filter with the name " + name);
        }
        registration.setAsyncSupported(true);
        return registration;
    }
}
