/**
 * Not part of the public API; may change in any release.
 *
 * <p>Code that needs Jersey, the JAX-RS runtime of Payara, GlassFish and Helidon. Loaded only if Jersey is present.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.jersey;

import org.jspecify.annotations.NullMarked;
