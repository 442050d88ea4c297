package io.github.mfpjaxrs.security.internal.jaxrs;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Registers the name-bound filter where the application's own list of classes leaves it out. Found through
 * {@code ServiceLoader} (JAX-RS §4.1.2), which is why it is public.
 */
@ConstrainedTo(RuntimeType.SERVER)
public final class FilterFeature implements Feature {

    /** For {@code ServiceLoader}. */
    public FilterFeature() {}

    @Override
    public boolean configure(FeatureContext context) {
        // Jersey offers it to clients all the same.
        if (context.getConfiguration().getRuntimeType() == RuntimeType.CLIENT
                || context.getConfiguration().isRegistered(MFPProtectedFilter.class)) {
            return false;
        }
        context.register(MFPProtectedFilter.class);
        return true;
    }
}
