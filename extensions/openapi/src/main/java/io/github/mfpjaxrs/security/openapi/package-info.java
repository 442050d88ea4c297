/**
 * Adds the required scopes of protected operations and their refusals to the OpenAPI document that the runtime
 * serves. {@link MFPOpenApiFilter} is stable; the rest is not part of the public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.openapi;

import org.jspecify.annotations.NullMarked;
