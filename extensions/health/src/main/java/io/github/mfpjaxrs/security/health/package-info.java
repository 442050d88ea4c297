/**
 * A MicroProfile Health readiness check. It takes effect when it is on the class path; nothing in this package is
 * part of the public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.health;

import org.jspecify.annotations.NullMarked;
