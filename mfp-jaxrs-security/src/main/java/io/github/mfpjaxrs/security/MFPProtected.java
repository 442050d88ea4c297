package io.github.mfpjaxrs.security;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires an access token with the given scope for a resource method, for every method of a resource class, or for
 * every resource of an {@link jakarta.ws.rs.core.Application}.
 *
 * <p>Only the nearest annotation applies. An annotation on the method overrides one on the class, which overrides one
 * on the application. Annotations on overridden methods, superclasses and interfaces are also considered.
 * {@link jakarta.annotation.security.PermitAll} on a method of a protected class opens that method. A sub-resource is
 * subject to its own requirement and to the requirements of every resource on the path to it.
 *
 * <p>A request without a suitable token receives a 401, 403, 409 or 503 response in the form that the MobileFirst
 * client SDK expects, and the resource method is not called.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750, Bearer Token Usage</a>
 */
@Documented
@Inherited
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface MFPProtected {

    /**
     * The required scope elements, as several strings or as one space-separated string. Elements are compared as a
     * whole and case-sensitively (RFC 6749 §3.3). If no elements are given, the default scope
     * {@code mfp.default-scope} is required.
     *
     * @return the scope elements; empty for the default scope
     */
    String[] value() default {};

    /**
     * Whether the token must have all of the scope elements or at least one of them.
     *
     * @return the rule; {@link ScopeMatch#ALL} by default
     */
    ScopeMatch match() default ScopeMatch.ALL;

    /**
     * The maximum age of a cached introspection result for this resource, in seconds. If 0, the token is introspected
     * on every request. The configured {@code mfp.cache.max-age} is the default and the upper limit.
     *
     * @return the age in seconds, or a negative number for the configured age
     */
    int maxAge() default -1;

    /**
     * The name of the authorization server that must have issued the token, as listed in
     * {@code mfp.authorization-server.names}. {@code default} denotes the server without a name. If the name is
     * unknown, either the deployment fails or every request is refused.
     *
     * @return the name; empty to let the configuration decide, which by default selects the server without a name
     */
    String server() default "";
}
