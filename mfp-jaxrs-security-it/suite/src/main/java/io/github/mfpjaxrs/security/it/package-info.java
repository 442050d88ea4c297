/** The suite, which tests what clients of a deployed application see on every runtime. */
@NullMarked
package io.github.mfpjaxrs.security.it;

import org.jspecify.annotations.NullMarked;
