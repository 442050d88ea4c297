/**
 * Not part of the public API; may change in any release.
 *
 * <p>Turns header fields into decisions. The package consists of the validator, the token policy, the refusals with
 * their challenges, and the decision events. Only {@code TokenPolicy} grants access. This package depends on neither
 * CDI nor server-side Jakarta REST.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.decision;

import org.jspecify.annotations.NullMarked;
