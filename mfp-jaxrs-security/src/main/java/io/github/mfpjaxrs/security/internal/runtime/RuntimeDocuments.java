package io.github.mfpjaxrs.security.internal.runtime;

/**
 * Documents about an application that the runtime itself serves. These are resource descriptions and the automatic
 * response to OPTIONS, which lists the allowed methods. Such documents are not protected. Anything else that a
 * runtime adds to a resource, such as Jersey MVC's implicit views, has the same requirement as the resource.
 */
public final class RuntimeDocuments {

    private static final String JERSEY_WADL = "org.glassfish.jersey.server.wadl.";

    private RuntimeDocuments() {}

    /** Whether a class serves only the runtime's own documents. */
    public static boolean areServedBy(Class<?> type) {
        return type.getName().startsWith(JERSEY_WADL);
    }
}
