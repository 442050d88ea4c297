/**
 * Not an API: may change with any release.
 *
 * <p>From header fields to a decision: the validator, the token policy, refusals with their challenges, and decision
 * events. Permission is granted in one place, {@code TokenPolicy}. No CDI, and no server-side Jakarta REST.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.decision;

import org.jspecify.annotations.NullMarked;
