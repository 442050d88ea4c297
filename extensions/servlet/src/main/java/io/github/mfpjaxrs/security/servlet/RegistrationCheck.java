package io.github.mfpjaxrs.security.servlet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Stops an application whose container has not called {@link ProtectionInitializer}, such as with an
 * {@code <absolute-ordering>} that omits this jar, because its servlets would be open.
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
     * Checks when all initializers have been called. Weld starts in one of them on Tomcat and Jetty, which may be
     * called first.
     *
     * @return false if all initializers have been called already, so that no listener can be added
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
