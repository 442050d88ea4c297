/** Servlets that dispatch requests to resources a second time. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.dispatch;

import org.jspecify.annotations.NullMarked;
