/** Tests the library inside one or several applications, or outside them, on servers that support this. */
@NullMarked
package io.github.mfpjaxrs.security.it.classloading;

import org.jspecify.annotations.NullMarked;
