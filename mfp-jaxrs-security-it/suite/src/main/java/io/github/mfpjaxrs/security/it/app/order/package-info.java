/** An application that records the order in which its parts run during a request. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.order;

import org.jspecify.annotations.NullMarked;
