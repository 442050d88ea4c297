/**
 * Runs the Jakarta REST TCK with the library in each application, and compares the results with those from a run
 * without the library.
 */
@NullMarked
package io.github.mfpjaxrs.security.it.tck;

import org.jspecify.annotations.NullMarked;
