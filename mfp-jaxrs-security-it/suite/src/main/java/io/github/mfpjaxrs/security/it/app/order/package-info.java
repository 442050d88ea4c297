/** Notes what runs in a request, and in which order. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.order;

import org.jspecify.annotations.NullMarked;
