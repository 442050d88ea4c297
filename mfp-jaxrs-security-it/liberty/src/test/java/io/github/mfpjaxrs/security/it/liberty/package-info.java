/** Starts instances of this runtime. */
@NullMarked
package io.github.mfpjaxrs.security.it.liberty;

import org.jspecify.annotations.NullMarked;
