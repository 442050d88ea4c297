/**
 * Not an API: may change with any release.
 *
 * <p>Settings, read once and valid, and what reads and checks them. Nothing here calls a server.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.config;

import org.jspecify.annotations.NullMarked;
