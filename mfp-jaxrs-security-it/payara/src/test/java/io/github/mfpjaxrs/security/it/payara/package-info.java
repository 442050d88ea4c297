/** Starts instances of this runtime. */
@NullMarked
package io.github.mfpjaxrs.security.it.payara;

import org.jspecify.annotations.NullMarked;
