/** The application of which there are several instances. */
@NullMarked
package io.github.mfpjaxrs.security.it.instances.app;

import org.jspecify.annotations.NullMarked;
