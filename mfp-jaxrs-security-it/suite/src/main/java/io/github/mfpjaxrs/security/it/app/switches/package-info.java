/** Applications whose settings keep features from the runtime. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.switches;

import org.jspecify.annotations.NullMarked;
