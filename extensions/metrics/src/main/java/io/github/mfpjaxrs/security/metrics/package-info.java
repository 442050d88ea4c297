/**
 * MicroProfile Metrics. They take effect when the jar is on the class path; nothing in this package is part of the
 * public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.metrics;

import org.jspecify.annotations.NullMarked;
