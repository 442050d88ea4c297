/** A servlet that dispatches requests to resources, and those resources. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.dispatch;

import org.jspecify.annotations.NullMarked;
