/**
 * Not an API: may change with any release.
 *
 * <p>What belongs here ties the library to a running application: which resource methods demand what, the request
 * filter, the caller's context, and the one class that wires everything.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.jaxrs;

import org.jspecify.annotations.NullMarked;
