/**
 * Metrics and spans for OpenTelemetry. This extension takes effect when its jar is on the class path. Nothing in this
 * package is part of the public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.telemetry;

import org.jspecify.annotations.NullMarked;
