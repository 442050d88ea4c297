/** Unusual resource classes. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.shapes;

import org.jspecify.annotations.NullMarked;
