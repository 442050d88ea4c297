/** Tests of several instances of an application, each in its own process. */
@NullMarked
package io.github.mfpjaxrs.security.it.instances;

import org.jspecify.annotations.NullMarked;
