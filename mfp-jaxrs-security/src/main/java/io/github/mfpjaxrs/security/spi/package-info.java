/**
 * What an application may replace. Stable, by the rules of semantic versioning.
 *
 * <p>What belongs here: the question put to the authorization server, and its possible answers.
 */
@NullMarked
package io.github.mfpjaxrs.security.spi;

import org.jspecify.annotations.NullMarked;
