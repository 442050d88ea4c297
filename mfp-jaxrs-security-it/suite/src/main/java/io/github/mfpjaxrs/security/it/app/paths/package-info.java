/** Resources whose paths are protected by configuration keys. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.paths;

import org.jspecify.annotations.NullMarked;
