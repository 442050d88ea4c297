/**
 * Protection of servlets, static files and WebSocket handshakes, by configuration and by annotations. It takes effect
 * when it is on the class path; nothing in this package is part of the public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.servlet;

import org.jspecify.annotations.NullMarked;
