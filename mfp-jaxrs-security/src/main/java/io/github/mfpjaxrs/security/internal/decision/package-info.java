/**
 * Not an API: may change with any release.
 *
 * <p>From header fields to a decision: the validator, the token policy, refusals with their challenges, and decision
 * events. Access is granted in one place, {@code TokenPolicy}. This package depends on neither CDI nor server-side
 * Jakarta REST.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.decision;

import org.jspecify.annotations.NullMarked;
