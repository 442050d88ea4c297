/**
 * Runs the TCK of Jakarta REST with the library in each application, and compares the results with those of a run
 * without it.
 */
@NullMarked
package io.github.mfpjaxrs.security.it.tck;

import org.jspecify.annotations.NullMarked;
