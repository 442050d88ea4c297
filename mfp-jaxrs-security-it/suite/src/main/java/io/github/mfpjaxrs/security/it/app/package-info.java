/** The applications that the suite deploys. */
@NullMarked
package io.github.mfpjaxrs.security.it.app;

import org.jspecify.annotations.NullMarked;
