/** The library in one application, in several, or outside of them, on servers that support this. */
@NullMarked
package io.github.mfpjaxrs.security.it.classloading;

import org.jspecify.annotations.NullMarked;
