/**
 * An authorization server for development and tests. It implements MobileFirst's protocol, keeps everything in
 * memory, and can simulate network failures.
 *
 * <p>The public types are stable within a major version. The server binds only to loopback and is not meant for
 * production.
 */
@NullMarked
package io.github.mfpjaxrs.security.testkit;

import org.jspecify.annotations.NullMarked;
