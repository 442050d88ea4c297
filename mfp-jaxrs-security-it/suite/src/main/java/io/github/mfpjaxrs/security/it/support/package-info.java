/** What the tests have in common. */
@NullMarked
package io.github.mfpjaxrs.security.it.support;

import org.jspecify.annotations.NullMarked;
