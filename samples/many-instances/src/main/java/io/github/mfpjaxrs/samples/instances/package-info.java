/** One instance of a service, to be started several times. */
@NullMarked
package io.github.mfpjaxrs.samples.instances;

import org.jspecify.annotations.NullMarked;
