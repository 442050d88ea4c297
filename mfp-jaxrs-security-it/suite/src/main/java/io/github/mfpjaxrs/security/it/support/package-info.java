/** Code that the tests share. */
@NullMarked
package io.github.mfpjaxrs.security.it.support;

import org.jspecify.annotations.NullMarked;
