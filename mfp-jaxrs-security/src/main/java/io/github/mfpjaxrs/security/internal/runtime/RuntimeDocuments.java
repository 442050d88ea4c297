package io.github.mfpjaxrs.security.internal.runtime;

/**
 * What a runtime serves about an application on its own account: the automatic response to OPTIONS, which shows the allowed
 * methods, and descriptions of the resources. These stay open. Whatever else a runtime adds to a resource, such as the
 * implicit views of Jersey MVC, requires what the resource requires.
 */
public final class RuntimeDocuments {

    private static final String OF_JERSEY = "org.glassfish.jersey.server.wadl.";

    private RuntimeDocuments() {}

    /** Whether a class serves such documents and nothing else. */
    public static boolean areServedBy(Class<?> type) {
        return type.getName().startsWith(OF_JERSEY);
    }
}
