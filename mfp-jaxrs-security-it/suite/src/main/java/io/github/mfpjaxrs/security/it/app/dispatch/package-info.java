/** A servlet that dispatches requests, and the resources that receive them. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.dispatch;

import org.jspecify.annotations.NullMarked;
