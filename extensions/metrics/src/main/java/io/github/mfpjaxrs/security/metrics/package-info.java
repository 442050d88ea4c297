/**
 * Metrics for MicroProfile Metrics. They are recorded when this extension's jar is on the class path. Nothing in this
 * package is part of the public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.metrics;

import org.jspecify.annotations.NullMarked;
