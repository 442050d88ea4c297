/** Classes that the applications under test contain. */
@NullMarked
package io.github.mfpjaxrs.security.it.extensions.app;

import org.jspecify.annotations.NullMarked;
