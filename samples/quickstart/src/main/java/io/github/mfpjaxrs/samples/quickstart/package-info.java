/**
 * An account service that uses the library on Jersey, Weld SE and SmallRye Config, and shows how to combine these
 * components.
 */
@NullMarked
package io.github.mfpjaxrs.samples.quickstart;

import org.jspecify.annotations.NullMarked;
