package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.protection.TypeHierarchy;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.jspecify.annotations.Nullable;

/**
 * Finds the part of a URL's path that belongs to the application: what follows the context root of the server, and so
 * begins with the {@code @ApplicationPath}.
 */
public final class ApplicationPaths {

    private ApplicationPaths() {}

    /**
     * The path that an application declares.
     *
     * @return the path with a slash before it and none after it; empty if the application declares none
     */
    public static String declared(@Nullable Application application) {
        return application == null ? "" : declared(application.getClass());
    }

    /**
     * The path that the class of an application declares.
     *
     * @return as for an application
     */
    public static String declared(Class<?> application) {
        ApplicationPath path = TypeHierarchy.userClass(application).getAnnotation(ApplicationPath.class);
        String trimmed = path == null ? "" : path.value().replaceAll("^/+|/+\\*?$", "");
        return trimmed.isEmpty() ? "" : "/" + trimmed;
    }

    /** The part of a base path that belongs to the application. Some runtimes ignore what the application declares. */
    static String within(String base, @Nullable Application application) {
        String declared = declared(application);
        return !declared.isEmpty() && withoutTrailingSlash(base).endsWith(declared) ? declared : "";
    }

    static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
