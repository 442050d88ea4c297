/** Records the steps of a request and their order. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.order;

import org.jspecify.annotations.NullMarked;
