package io.github.mfpjaxrs.security.internal.runtime;

/**
 * Documents that a runtime itself serves about an application: the automatic response to OPTIONS, which lists the
 * allowed methods, and descriptions of the resources. These documents remain open. Anything else that a runtime adds
 * to a resource, such as the implicit views of Jersey MVC, has the same requirement as the resource.
 */
public final class RuntimeDocuments {

    private static final String JERSEY_WADL = "org.glassfish.jersey.server.wadl.";

    private RuntimeDocuments() {}

    /** Whether a class serves only such documents. */
    public static boolean areServedBy(Class<?> type) {
        return type.getName().startsWith(JERSEY_WADL);
    }
}
