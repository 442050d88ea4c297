/** Tests the library in one application, in several applications, or provided by the server. */
@NullMarked
package io.github.mfpjaxrs.security.it.classloading;

import org.jspecify.annotations.NullMarked;
