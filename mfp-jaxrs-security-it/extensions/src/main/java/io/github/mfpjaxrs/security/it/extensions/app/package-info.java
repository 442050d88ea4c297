/** What the applications of these tests consist of. */
@NullMarked
package io.github.mfpjaxrs.security.it.extensions.app;

import org.jspecify.annotations.NullMarked;
