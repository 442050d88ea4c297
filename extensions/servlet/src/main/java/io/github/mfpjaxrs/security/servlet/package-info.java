/**
 * Protection of servlets, static files and WebSocket handshakes, by configuration and by annotations. It is added to
 * the application by being on the class path; this package has no API.
 */
@NullMarked
package io.github.mfpjaxrs.security.servlet;

import org.jspecify.annotations.NullMarked;
