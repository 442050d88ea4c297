/** Resources at paths that the configuration protects. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.paths;

import org.jspecify.annotations.NullMarked;
