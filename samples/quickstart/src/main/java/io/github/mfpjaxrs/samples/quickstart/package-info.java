/**
 * An account service that shows the library at work on Jersey, Weld SE and SmallRye Config, and how to put them
 * together.
 */
@NullMarked
package io.github.mfpjaxrs.samples.quickstart;

import org.jspecify.annotations.NullMarked;
