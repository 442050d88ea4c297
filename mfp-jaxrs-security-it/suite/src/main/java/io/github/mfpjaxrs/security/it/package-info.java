/** Tests what clients of a deployed application observe on every runtime. */
@NullMarked
package io.github.mfpjaxrs.security.it;

import org.jspecify.annotations.NullMarked;
