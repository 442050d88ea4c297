/**
 * Not part of the public API; may change in any release.
 *
 * <p>Contains the validated settings, and the classes that read and validate them. Nothing in this package calls a
 * server.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.config;

import org.jspecify.annotations.NullMarked;
