/**
 * A readiness check for MicroProfile Health. This extension takes effect when its jar is on the class path. Nothing
 * in this package is part of the public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.health;

import org.jspecify.annotations.NullMarked;
