/** Launches instances on Open Liberty. */
@NullMarked
package io.github.mfpjaxrs.security.it.liberty;

import org.jspecify.annotations.NullMarked;
