/** An application that records its runtime's log from the start of its deployment. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.health;

import org.jspecify.annotations.NullMarked;
