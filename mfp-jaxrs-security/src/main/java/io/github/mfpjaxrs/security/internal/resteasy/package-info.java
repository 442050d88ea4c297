/**
 * Not part of the public API; may change in any release.
 *
 * <p>Code that needs RESTEasy, the JAX-RS runtime of WildFly. Loaded only if the application can see RESTEasy's
 * classes. Open Liberty contains RESTEasy but hides it.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.resteasy;

import org.jspecify.annotations.NullMarked;
