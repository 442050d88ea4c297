/** Applications whose settings prevent the runtime from loading the library's features. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.switches;

import org.jspecify.annotations.NullMarked;
