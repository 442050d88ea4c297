/**
 * Not part of the public API; may change in any release.
 *
 * <p>Code that depends on Jersey, the JAX-RS runtime used by Payara, GlassFish and Helidon. These classes are loaded
 * only if Jersey is present.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.jersey;

import org.jspecify.annotations.NullMarked;
