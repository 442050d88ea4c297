/**
 * A MicroProfile Health readiness check. It takes effect when this extension's jar is on the class path. Nothing in
 * this package is part of the public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.health;

import org.jspecify.annotations.NullMarked;
