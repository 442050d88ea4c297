/** Tests of several instances of an application, each in a process of its own. */
@NullMarked
package io.github.mfpjaxrs.security.it.instances;

import org.jspecify.annotations.NullMarked;
