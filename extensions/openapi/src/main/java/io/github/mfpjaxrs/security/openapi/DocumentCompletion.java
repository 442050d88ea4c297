package io.github.mfpjaxrs.security.openapi;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.ScopeMatch;
import io.github.mfpjaxrs.security.openapi.OperationMatcher.Key;
import io.github.mfpjaxrs.security.spi.ResourceOperation;
import io.github.mfpjaxrs.security.spi.ResourceOperation.Closed;
import io.github.mfpjaxrs.security.spi.ResourceOperation.Requirement;
import io.github.mfpjaxrs.security.spi.ResourceOperation.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds the library's requirements to a document. Only what is missing is added, so that a document can be completed
 * in several steps. Thread-safe.
 */
final class DocumentCompletion {

    private static final String SCOPES = "x-required-scopes";

    private final String scheme;
    private final RefusalResponses responses;

    /**
     * @param scheme the security scheme's name
     * @param responses describes refusals
     */
    DocumentCompletion(String scheme, RefusalResponses responses) {
        this.scheme = scheme;
        this.responses = responses;
    }

    void complete(OpenAPI document, List<ResourceOperation> operations) {
        Map<Key, Operation> documented = documented(document);
        new OperationMatcher(operations).match(List.copyOf(documented.keySet())).forEach((key, requirements) -> {
            Operation operation = documented.get(key);
            if (operation != null) {
                complete(document, operation, requirements);
            }
        });
    }

    private static Map<Key, Operation> documented(OpenAPI document) {
        Map<Key, Operation> documented = new LinkedHashMap<>();
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return documented;
        }
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> operations(item)
                        .forEach((method, operation) -> documented.put(new Key(method.name(), path), operation)));
        return documented;
    }

    private static Map<PathItem.HttpMethod, Operation> operations(PathItem item) {
        return item.getOperations() == null ? Map.of() : item.getOperations();
    }

    private void complete(OpenAPI document, Operation operation, List<Requirement> requirements) {
        List<RequiredScope> scopes = requirements.stream()
                .filter(Token.class::isInstance)
                .map(requirement -> ((Token) requirement).scope())
                .toList();
        if (!scopes.isEmpty() && isUndeclared(operation)) {
            SecurityScheme.Type type = securityScheme(document);
            if (scopes.size() < requirements.size()
                    && !requirements.stream().allMatch(DocumentCompletion::isRefusing)) {
                // A method with the same path but another media type is open.
                operation.addSecurityRequirement(OASFactory.createSecurityRequirement());
            }
            scopes.forEach(scope -> addRequirements(operation, scope, namesScopes(document, type)));
            operation.addExtension(
                    SCOPES,
                    scopes.stream()
                            .flatMap(scope -> scope.elements().stream())
                            .distinct()
                            .toList());
            responses.addTo(document, operation, scopes);
        } else if (requirements.equals(List.of(new Closed()))) {
            responses.addClosedTo(document, operation);
        }
    }

    private static boolean isRefusing(Requirement requirement) {
        return requirement instanceof Token || requirement instanceof Closed;
    }

    /**
     * Whether the operation declares no security. In that case, most implementations return null, but Payara's
     * returns an empty list.
     */
    private static boolean isUndeclared(Operation operation) {
        return Objects.equals(
                operation.getSecurity(), OASFactory.createOperation().getSecurity());
    }

    /** Returns the security scheme's type. The scheme is added if the application does not declare it. */
    private SecurityScheme.Type securityScheme(OpenAPI document) {
        Components components = document.getComponents();
        if (components == null) {
            components = OASFactory.createComponents();
            document.setComponents(components);
        }
        SecurityScheme declared = components.getSecuritySchemes() == null
                ? null
                : components.getSecuritySchemes().get(scheme);
        if (declared != null) {
            return declared.getType() == null ? SecurityScheme.Type.HTTP : declared.getType();
        }
        components.addSecurityScheme(
                scheme,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An access token of the MobileFirst authorization server"));
        return SecurityScheme.Type.HTTP;
    }

    /**
     * Whether a security requirement may name scopes. Before OpenAPI 3.1, only requirements for OAuth 2.0 and OpenID
     * Connect schemes may.
     */
    private static boolean namesScopes(OpenAPI document, SecurityScheme.Type type) {
        String version = document.getOpenapi();
        return type == SecurityScheme.Type.OAUTH2
                || type == SecurityScheme.Type.OPENIDCONNECT
                || (version == null ? SchemaType.isOfOpenApi31() : !version.startsWith("3.0"));
    }

    /**
     * Adds the security requirements for a scope. An operation's security requirements are alternatives to each
     * other.
     */
    private void addRequirements(Operation operation, RequiredScope scope, boolean namesScopes) {
        if (!namesScopes) {
            addOnce(operation, OASFactory.createSecurityRequirement().addScheme(scheme));
        } else if (scope.match() == ScopeMatch.ANY) {
            scope.elements()
                    .forEach(element -> addOnce(
                            operation, OASFactory.createSecurityRequirement().addScheme(scheme, List.of(element))));
        } else {
            addOnce(operation, OASFactory.createSecurityRequirement().addScheme(scheme, scope.elements()));
        }
    }

    private static void addOnce(Operation operation, SecurityRequirement requirement) {
        boolean isThere = operation.getSecurity() != null
                && operation.getSecurity().stream()
                        .anyMatch(other -> requirement.getSchemes().equals(other.getSchemes()));
        if (!isThere) {
            operation.addSecurityRequirement(requirement);
        }
    }
}
