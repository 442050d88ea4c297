package io.github.mfpjaxrs.security.openapi;

import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Completes the protected operations in an OpenAPI document. Adds each operation's security requirement with the
 * required scopes, as resolved by the library, and the responses 401, 403 and 503. Also adds the security scheme.
 * Everything that the application declares stays unchanged, including security requirements, responses, schemas and a
 * security scheme with the same name.
 *
 * <p>The jar configures this class as the {@code mp.openapi.filter}, and an application can have only one such
 * filter. An application's own filter should therefore extend this class or call {@link #filterOpenAPI}.
 *
 * <p>Some runtimes filter the document before the application has started. In that case, the document is completed
 * when the resources are deployed. Stateless and thread-safe.
 */
public class MFPOpenApiFilter implements OASFilter {

    /** Called by the runtime and by subclasses. */
    public MFPOpenApiFilter() {}

    /**
     * Completes the document, either immediately or as soon as the application's operations are known.
     *
     * @param openAPI the document, which is modified
     */
    @Override
    public void filterOpenAPI(OpenAPI openAPI) {
        OpenApiDocuments.SHARED.add(openAPI);
    }
}
