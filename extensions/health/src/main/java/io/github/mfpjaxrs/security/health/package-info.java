/**
 * A MicroProfile Health readiness check. It is added to the application by being on the class path; this package has no
 * API.
 */
@NullMarked
package io.github.mfpjaxrs.security.health;

import org.jspecify.annotations.NullMarked;
