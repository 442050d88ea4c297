/**
 * An authorization server for development and tests. It implements MobileFirst's protocol, keeps everything in
 * memory, and can simulate the failures of a network.
 *
 * <p>Public types are what a test or a developer starts and configures; they are stable within a major version. Not
 * for production: the server binds to loopback only.
 */
@NullMarked
package io.github.mfpjaxrs.security.testkit;

import org.jspecify.annotations.NullMarked;
