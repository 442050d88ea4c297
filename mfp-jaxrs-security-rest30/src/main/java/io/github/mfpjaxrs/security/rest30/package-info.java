/** What the library needs besides on runtimes before Jakarta REST 3.1, such as TomEE 9. Not an API. */
@NullMarked
package io.github.mfpjaxrs.security.rest30;

import org.jspecify.annotations.NullMarked;
