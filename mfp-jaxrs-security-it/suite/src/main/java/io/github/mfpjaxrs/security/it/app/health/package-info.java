/** An application that hears what its runtime logs, from the beginning of its deployment. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.health;

import org.jspecify.annotations.NullMarked;
