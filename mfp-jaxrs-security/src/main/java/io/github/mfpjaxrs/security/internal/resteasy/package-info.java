/**
 * Not part of the public API; may change in any release.
 *
 * <p>Code that depends on RESTEasy, the JAX-RS runtime used by WildFly. These classes are loaded only if the
 * application can see RESTEasy's classes. Open Liberty contains RESTEasy but does not expose all of those classes.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.resteasy;

import org.jspecify.annotations.NullMarked;
