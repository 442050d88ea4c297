/** Three applications in one deployment. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.several;

import org.jspecify.annotations.NullMarked;
