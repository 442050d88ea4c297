/**
 * Not an API: may change with any release.
 *
 * <p>What belongs here is what an OAuth 2.0 resource server knows, whatever it runs on: bearer tokens, challenges, the
 * decision, the cache, single flight, the guard around the authorization server, our own token, the reading of answers.
 * No CDI, no server-side JAX-RS.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.oauth;

import org.jspecify.annotations.NullMarked;
