/** Applications whose settings keep the runtime from loading features. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.switches;

import org.jspecify.annotations.NullMarked;
