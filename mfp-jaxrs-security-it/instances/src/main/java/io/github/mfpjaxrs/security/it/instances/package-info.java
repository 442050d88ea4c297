/** Tests an application that runs as several instances, each in its own process. */
@NullMarked
package io.github.mfpjaxrs.security.it.instances;

import org.jspecify.annotations.NullMarked;
