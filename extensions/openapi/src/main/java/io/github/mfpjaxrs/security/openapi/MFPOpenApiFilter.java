package io.github.mfpjaxrs.security.openapi;

import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Adds to each protected operation of an OpenAPI document its security requirement with the required scopes, as the
 * library resolves them, and the responses 401, 403 and 503. Adds the security scheme. Everything that the
 * application declares stays as it is, including an operation's security requirement, responses, schemas and a
 * security scheme of the same name.
 *
 * <p>The jar names this class as {@code mp.openapi.filter}, and an application can have only one. An application that
 * has its own filter extends this class, or calls {@link #filterOpenAPI} from that filter.
 *
 * <p>Some runtimes filter the document before the application has started. The document is then completed when the
 * resources are deployed. Stateless and thread-safe.
 */
public class MFPOpenApiFilter implements OASFilter {

    /** Called by the runtime and by subclasses. */
    public MFPOpenApiFilter() {}

    /**
     * Completes the document, at once or as soon as the application's operations are known.
     *
     * @param openAPI the document, which is modified
     */
    @Override
    public void filterOpenAPI(OpenAPI openAPI) {
        OpenApiDocuments.SHARED.add(openAPI);
    }
}
