/** Unusual resource classes; each reports which of its methods ran. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.shapes;

import org.jspecify.annotations.NullMarked;
