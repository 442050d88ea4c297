/**
 * Not part of the public API; may change in any release.
 *
 * <p>Code that depends on RESTEasy Reactive, the JAX-RS runtime used by Quarkus. These classes are loaded only if
 * RESTEasy Reactive is present.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.quarkus;

import org.jspecify.annotations.NullMarked;
