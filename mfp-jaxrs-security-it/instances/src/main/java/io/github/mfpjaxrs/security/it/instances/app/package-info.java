/** The application that runs as several instances. */
@NullMarked
package io.github.mfpjaxrs.security.it.instances.app;

import org.jspecify.annotations.NullMarked;
