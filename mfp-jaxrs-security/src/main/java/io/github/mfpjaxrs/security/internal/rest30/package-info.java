/**
 * Not an API: may change with any release.
 *
 * <p>What {@code mfp-jaxrs-security-rest30} asks this jar, on runtimes before Jakarta REST 3.1.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.rest30;

import org.jspecify.annotations.NullMarked;
