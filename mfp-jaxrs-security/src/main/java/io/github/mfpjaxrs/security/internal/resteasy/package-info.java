/**
 * Not an API: may change with any release.
 *
 * <p>What belongs here needs RESTEasy, the JAX-RS runtime of WildFly, and is loaded where an application may see its
 * classes. Open Liberty has RESTEasy inside, and hides it.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.resteasy;

import org.jspecify.annotations.NullMarked;
