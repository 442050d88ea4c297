package io.github.mfpjaxrs.security.rest30;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Answers 500 for as long as JAX-RS has not taken our filters, whatever kept it from that: TomEE 9 serves an application
 * without them where {@code openejb.jaxrs.providers.auto} is false, and nothing of ours is called then but this.
 * Thread-safe.
 */
final class FilterGate implements Filter {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private final BooleanSupplier missing;
    private final AtomicBoolean told = new AtomicBoolean();

    private volatile boolean open;

    /**
     * @param missing whether resources would be served without our filters
     */
    FilterGate(BooleanSupplier missing) {
        this.missing = missing;
    }

    /** Before everything that the application serves, however a request is led there: error pages and inclusions, too. */
    void guard(ServletContext application) {
        FilterRegistration.Dynamic gate = application.addFilter(FilterGate.class.getName(), this);
        gate.setAsyncSupported(true);
        gate.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isOpen()) {
            chain.doFilter(request, response);
            return;
        }
        if (told.compareAndSet(false, true)) {
            LOG.log(
                    Level.ERROR,
                    "MFP protection cannot be enforced: this runtime serves {0} without our filters, so that all its"
                            + " requests are answered 500; on TomEE, openejb.jaxrs.providers.auto must not be false, at"
                            + " the server or in WEB-INF/application.properties",
                    request.getServletContext().getContextPath());
        }
        ((HttpServletResponse) response).sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }

    /** Once taken, they stay. */
    private boolean isOpen() {
        if (!open && !missing.getAsBoolean()) {
            open = true;
        }
        return open;
    }
}
