package io.github.mfpjaxrs.security.servlet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Stops an application if the container has not called {@link ProtectionInitializer}, because the application's
 * servlets would be unprotected. This happens, for example, if an {@code <absolute-ordering>} omits this jar.
 */
@ApplicationScoped
class RegistrationCheck {

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (application instanceof ServletContext context && !isRegistered(context) && !postpone(context)) {
            throw failure();
        }
    }

    private static boolean isRegistered(ServletContext context) {
        return context.getAttribute(PathFilter.NAME) != null;
    }

    private static IllegalStateException failure() {
        return new IllegalStateException("MFP protection: mfp-jaxrs-security-servlet is present, but the servlet"
                + " container has not called its ServletContainerInitializer, so that servlets would not be protected."
                + " Put the jar into WEB-INF/lib, and do not exclude it by <absolute-ordering>");
    }

    /**
     * Postpones the check until all initializers have been called. On Tomcat and Jetty, Weld starts in its own
     * initializer, which might be called before {@link ProtectionInitializer}.
     *
     * @return false if all initializers have already been called and no listener can be added
     */
    private static boolean postpone(ServletContext context) {
        try {
            context.addListener(new Listener());
            return true;
        } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException tooLate) {
            return false;
        }
    }

    private static final class Listener implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent event) {
            if (!isRegistered(event.getServletContext())) {
                throw failure();
            }
        }
    }
}
