/**
 * Protects servlets, static files and WebSocket handshakes through configuration and annotations. This extension
 * takes effect when its jar is on the class path. Nothing in this package is part of the public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.servlet;

import org.jspecify.annotations.NullMarked;
