/**
 * Not part of the public API; may change in any release.
 *
 * <p>Starts the library in an application. The package contains the CDI extension, the object graph
 * ({@code Library}), the beans, the Jakarta REST features and the start-up report. No other package depends on this
 * one.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.boot;

import org.jspecify.annotations.NullMarked;
