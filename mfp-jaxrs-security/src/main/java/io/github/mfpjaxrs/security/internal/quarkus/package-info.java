/**
 * Not part of the public API; may change in any release.
 *
 * <p>Code that needs RESTEasy Reactive, the JAX-RS runtime of Quarkus. Loaded only if it is present.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.quarkus;

import org.jspecify.annotations.NullMarked;
