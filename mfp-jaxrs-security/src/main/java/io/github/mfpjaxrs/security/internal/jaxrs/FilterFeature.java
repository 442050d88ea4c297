package io.github.mfpjaxrs.security.internal.jaxrs;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Registers the name-bound filter where the application's own list of classes leaves it out, and passes the application
 * on to {@link MethodProtectionFeature}. Found through {@code ServiceLoader} (JAX-RS §4.1.2), or by runtimes that look at
 * annotations alone, which is why it is public.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public final class FilterFeature implements Feature {

    private @Nullable Application application;

    /** For {@code ServiceLoader}. */
    public FilterFeature() {}

    /**
     * For JAX-RS. A method rather than a field: Quarkus would inject a field through CDI, where the application's own bean
     * and the runtime's are two of a kind.
     *
     * @param deployed the application that this feature is configured for
     */
    @Context
    public void setApplication(Application deployed) {
        application = deployed;
    }

    @Override
    public boolean configure(FeatureContext context) {
        // Jersey offers it to clients all the same.
        if (context.getConfiguration().getRuntimeType() == RuntimeType.CLIENT) {
            return false;
        }
        if (application != null) {
            context.property(DeployedApplication.PROPERTY, application);
        }
        if (SubResourceFilter.isNeeded(context)) {
            // CXF would create the name-bound filter, which is a bean, without its beans.
            Wiring wiring = CDI.current().select(Wiring.class).get();
            // And it shows each feature the properties of that feature alone.
            if (application != null) {
                wiring.deployed(application);
            }
            context.register(new SubResourceFilter(wiring.resourceGuard()));
        } else if (!context.getConfiguration().isRegistered(MFPProtectedFilter.class)) {
            context.register(MFPProtectedFilter.class);
        }
        return true;
    }
}
