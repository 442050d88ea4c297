/**
 * Adds the required scopes and refusals for protected operations to the OpenAPI document that the runtime serves.
 * {@link MFPOpenApiFilter} is stable; the rest of this package is not part of the public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.openapi;

import org.jspecify.annotations.NullMarked;
