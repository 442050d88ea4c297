/**
 * MicroProfile Metrics. They are added to the application by being on the class path; this package has no API.
 */
@NullMarked
package io.github.mfpjaxrs.security.metrics;

import org.jspecify.annotations.NullMarked;
