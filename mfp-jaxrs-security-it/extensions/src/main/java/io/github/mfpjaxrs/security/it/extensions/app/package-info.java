/** Classes in the applications under test. */
@NullMarked
package io.github.mfpjaxrs.security.it.extensions.app;

import org.jspecify.annotations.NullMarked;
