/**
 * An authorization server for development and tests: it speaks MobileFirst's protocol, keeps everything in memory, and
 * fails on demand in each way that a network can.
 *
 * <p>What belongs here is what a test or a developer starts, tells and asks. It is no part of a production deployment:
 * it binds to loopback only. Public types are stable within a major version.
 */
@NullMarked
package io.github.mfpjaxrs.security.testkit;

import org.jspecify.annotations.NullMarked;
