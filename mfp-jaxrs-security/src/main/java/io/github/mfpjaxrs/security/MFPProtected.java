package io.github.mfpjaxrs.security;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demands an access token, granted the given scope, of whoever calls this resource method, any method of this resource
 * class, or any resource of this {@link jakarta.ws.rs.core.Application}.
 *
 * <p>The nearest annotation counts alone: the method's overrides the class's, the class's overrides the application's,
 * and each is looked for on overridden methods, superclasses and interfaces too. {@link jakarta.annotation.security.PermitAll}
 * on a method of a protected class opens that method. A sub-resource needs what every resource on the way to it needs,
 * and what it demands itself.
 *
 * <p>A request without such a token is answered 401, 403, 409 or 503 as the MobileFirst client SDK expects it, and the
 * resource method is not called.
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
     * The required scope elements, as several strings or as one string with spaces between them. Elements are compared
     * whole and case-sensitively (RFC 6749 §3.3). None means the default scope, {@code mfp.default-scope}.
     *
     * @return the scope elements; empty for the default scope
     */
    String[] value() default {};

    /**
     * Whether all of the scope elements are needed or any one of them.
     *
     * @return the rule; {@link ScopeMatch#ALL} unless set
     */
    ScopeMatch match() default ScopeMatch.ALL;

    /**
     * How old a cached introspection answer may be for this resource, in seconds. 0 introspects for each request. The
     * configured {@code mfp.cache.max-age} holds where nothing is set, and is the upper limit where something is.
     *
     * @return seconds, or a negative number for the configured age
     */
    int maxAge() default -1;
}
