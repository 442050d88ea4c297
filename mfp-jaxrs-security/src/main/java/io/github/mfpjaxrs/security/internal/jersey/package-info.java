/**
 * Not an API: may change with any release.
 *
 * <p>What belongs here needs Jersey, the JAX-RS runtime of Payara, GlassFish and Helidon, and is loaded where that is
 * present.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.jersey;

import org.jspecify.annotations.NullMarked;
