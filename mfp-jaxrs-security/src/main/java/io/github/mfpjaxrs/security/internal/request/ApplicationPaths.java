package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.protection.TypeHierarchy;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.jspecify.annotations.Nullable;

/**
 * Finds the part of a URL path that belongs to the application. This part follows the context root and therefore
 * begins with the {@code @ApplicationPath}.
 */
public final class ApplicationPaths {

    private ApplicationPaths() {}

    /**
     * Returns the path that an application declares.
     *
     * @return the path with a leading slash and no trailing slash; empty if the application declares none
     */
    public static String declared(@Nullable Application application) {
        return application == null ? "" : declared(application.getClass());
    }

    /**
     * Returns the path that an application class declares.
     *
     * @return the path, in the same form as {@link #declared(Application)} returns it
     */
    public static String declared(Class<?> application) {
        ApplicationPath path = TypeHierarchy.userClass(application).getAnnotation(ApplicationPath.class);
        String trimmed = path == null ? "" : path.value().replaceAll("^/+|/+\\*?$", "");
        return trimmed.isEmpty() ? "" : "/" + trimmed;
    }

    /**
     * Returns the path that the application declares if the base path ends with it. Returns an empty string
     * otherwise, because the runtime then ignores the declared path.
     */
    static String within(String base, @Nullable Application application) {
        String declared = declared(application);
        return !declared.isEmpty() && withoutTrailingSlash(base).endsWith(declared) ? declared : "";
    }

    static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
