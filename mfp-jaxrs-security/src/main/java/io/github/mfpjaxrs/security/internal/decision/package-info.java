/**
 * Not part of the public API; may change in any release.
 *
 * <p>Turns header fields into a decision: the validator, the token policy, refusals with their challenges, and
 * decision events. Access is granted in one place, {@code TokenPolicy}. This package depends on neither CDI nor
 * server-side Jakarta REST.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.decision;

import org.jspecify.annotations.NullMarked;
