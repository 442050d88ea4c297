/** A service that can be started several times to run several instances. */
@NullMarked
package io.github.mfpjaxrs.samples.instances;

import org.jspecify.annotations.NullMarked;
