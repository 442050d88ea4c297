package io.github.mfpjaxrs.security.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.spi.ResourceOperation;
import io.github.mfpjaxrs.security.spi.ResourceOperation.Closed;
import io.github.mfpjaxrs.security.spi.ResourceOperation.None;
import io.github.mfpjaxrs.security.spi.ResourceOperation.OptionalToken;
import io.github.mfpjaxrs.security.spi.ResourceOperation.Requirement;
import io.github.mfpjaxrs.security.spi.ResourceOperation.Token;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("O4")
class DocumentCompletionTest {

    private static final Token READ = new Token(RequiredScope.allOf("accounts.read"));

    private final OpenAPI document = OASFactory.createOpenAPI()
            .openapi("3.1.0")
            .paths(OASFactory.createPaths())
            .components(OASFactory.createComponents());
    private final DocumentCompletion completion = new DocumentCompletion("MobileFirst", new RefusalResponses(true));

    @Test
    void operationWhenItRequiresScopesThenNamesAllOfThemAndTheRefusals() {
        Operation balance = documented("/api/accounts/{id}/balance", HttpMethod.GET);

        complete(operation("GET", "/accounts/{id: [0-9]{1,3}}/balance", new Token(RequiredScope.allOf("a b"))));

        assertThat(schemes(balance)).containsExactly(Map.of("MobileFirst", List.of("a", "b")));
        assertThat(balance.getExtensions()).containsEntry("x-required-scopes", List.of("a", "b"));
        assertThat(balance.getResponses().getAPIResponses()).containsOnlyKeys("401", "403", "503");
        assertThat(balance.getResponses().getAPIResponse("403").getDescription())
                .contains("`a` `b`");
        assertThat(balance.getResponses().getAPIResponse("403").getContent().getMediaTypes())
                .containsOnlyKeys("application/problem+json");
        assertThat(document.getComponents().getResponses()).containsOnlyKeys("MFPUnauthorized", "MFPUnavailable");
        assertThat(document.getComponents().getSchemas()).containsOnlyKeys("MFPProblem");
        assertThat(document.getComponents()
                        .getSecuritySchemes()
                        .get("MobileFirst")
                        .getScheme())
                .isEqualTo("bearer");
    }

    @Test
    void operationWhenAnyScopeSufficesThenNamesThemAsAlternatives() {
        Operation accounts = documented("/accounts", HttpMethod.GET);

        complete(operation("GET", "/accounts", new Token(RequiredScope.anyOf("a b"))));

        assertThat(schemes(accounts))
                .containsExactly(Map.of("MobileFirst", List.of("a")), Map.of("MobileFirst", List.of("b")));
        assertThat(accounts.getResponses().getAPIResponse("403").getDescription())
                .contains("one of `a` `b`");
    }

    @Test
    void operationWhenTheDocumentIsOpenApi30ThenTheRequirementOfABearerSchemeNamesNoScope() {
        document.setOpenapi("3.0.3");
        Operation accounts = documented("/accounts", HttpMethod.GET);

        complete(operation("GET", "/accounts", READ));

        assertThat(schemes(accounts)).containsExactly(Map.of("MobileFirst", List.of()));
        assertThat(accounts.getExtensions()).containsEntry("x-required-scopes", List.of("accounts.read"));
    }

    @Test
    void operationWhenTheApplicationDeclaresAnOAuthSchemeThenItNamesScopesInOpenApi30Too() {
        document.setOpenapi("3.0.3");
        SecurityScheme declared = OASFactory.createSecurityScheme().type(SecurityScheme.Type.OAUTH2);
        document.getComponents().addSecurityScheme("MobileFirst", declared);
        Operation accounts = documented("/accounts", HttpMethod.GET);

        complete(operation("GET", "/accounts", READ));

        assertThat(document.getComponents().getSecuritySchemes()).containsEntry("MobileFirst", declared);
        assertThat(schemes(accounts)).containsExactly(Map.of("MobileFirst", List.of("accounts.read")));
    }

    @Test
    void operationWhenItRequiresNoTokenThenStaysAsItIs() {
        Operation rates = documented("/rates", HttpMethod.GET);
        Operation hello = documented("/hello", HttpMethod.GET);
        Operation other = documented("/metrics", HttpMethod.GET);

        complete(operation("GET", "/rates", new None()), operation("GET", "/hello", new OptionalToken()));

        assertThat(List.of(rates, hello, other)).allSatisfy(operation -> {
            assertThat(operation.getSecurity()).isNull();
            assertThat(operation.getResponses()).isNull();
        });
        assertThat(document.getComponents().getSecuritySchemes()).isNull();
    }

    @Test
    void operationWhenClosedThenDescribesOnlyThe403() {
        Operation vault = documented("/vault", HttpMethod.DELETE);

        complete(operation("DELETE", "/vault", new Closed()));

        assertThat(vault.getSecurity()).isNull();
        assertThat(vault.getResponses().getAPIResponses()).containsOnlyKeys("403");
    }

    @Test
    void operationWhenTheApplicationDeclaresSecurityAndResponsesThenKeepsThem() {
        Operation accounts = documented("/accounts", HttpMethod.GET);
        accounts.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("own"));
        Operation cards = documented("/cards", HttpMethod.GET);
        cards.setResponses(OASFactory.createAPIResponses()
                .addAPIResponse("403", OASFactory.createAPIResponse().description("own")));

        complete(operation("GET", "/accounts", READ), operation("GET", "/cards", READ));

        assertThat(schemes(accounts)).containsExactly(Map.of("own", List.of()));
        assertThat(cards.getResponses().getAPIResponse("403").getDescription()).isEqualTo("own");
    }

    @Test
    void operationWhenTheApplicationDeclaresThatItHasNoRequirementThenItHasNone() {
        Operation accounts = documented("/accounts", HttpMethod.GET);
        accounts.setSecurity(List.of());

        complete(operation("GET", "/accounts", READ));

        assertThat(accounts.getSecurity()).isEmpty();
        assertThat(accounts.getResponses()).isNull();
    }

    @Test
    void operationWhenMethodsOfOnePathDifferByMediaTypeThenNamesBothRequirements() {
        Operation accounts = documented("/accounts", HttpMethod.POST);

        complete(operation("POST", "/accounts", READ), operation("POST", "/accounts", new OptionalToken()));

        assertThat(schemes(accounts)).containsExactly(Map.of(), Map.of("MobileFirst", List.of("accounts.read")));
    }

    @Test
    void pathsWhenOneEndsLikeAnotherThenTheCommonPrefixDecides() {
        Operation accounts = documented("/bank/api/accounts", HttpMethod.GET);
        Operation second = documented("/bank/api/v2/accounts", HttpMethod.GET);
        Operation root = documented("/bank/api", HttpMethod.GET);

        complete(
                operation("GET", "/accounts", READ),
                operation("GET", "/v2/accounts", new Token(RequiredScope.allOf("v2"))),
                operation("GET", "/", new None()));

        assertThat(schemes(accounts)).containsExactly(Map.of("MobileFirst", List.of("accounts.read")));
        assertThat(schemes(second)).containsExactly(Map.of("MobileFirst", List.of("v2")));
        assertThat(root.getSecurity()).isNull();
    }

    @Test
    void documentWhenCompletedTwiceThenHasEverythingOnce() {
        Operation accounts = documented("/accounts", HttpMethod.GET);

        complete(operation("GET", "/accounts", READ));
        complete(operation("GET", "/accounts", READ));

        assertThat(accounts.getSecurity()).hasSize(1);
    }

    @Test
    void documentWhenRefusalsHaveNoBodyThenResponsesHaveNoContent() {
        Operation accounts = documented("/accounts", HttpMethod.GET);

        new DocumentCompletion("MobileFirst", new RefusalResponses(false))
                .complete(document, List.of(operation("GET", "/accounts", READ)));

        assertThat(accounts.getResponses().getAPIResponse("403").getContent()).isNull();
        assertThat(document.getComponents().getSchemas()).isNull();
    }

    @Test
    void documentWhenItHasNoPathsThenStaysEmpty() {
        OpenAPI empty = OASFactory.createOpenAPI();

        completion.complete(empty, List.of(operation("GET", "/accounts", READ)));

        assertThat(empty.getComponents()).isNull();
    }

    private Operation documented(String path, HttpMethod method) {
        Operation operation = OASFactory.createOperation();
        document.getPaths().addPathItem(path, OASFactory.createPathItem());
        document.getPaths().getPathItem(path).setOperation(method, operation);
        return operation;
    }

    private void complete(ResourceOperation... operations) {
        completion.complete(document, List.of(operations));
    }

    private static ResourceOperation operation(String method, String path, Requirement requirement) {
        return new ResourceOperation(method, path, requirement);
    }

    private static List<Map<String, List<String>>> schemes(Operation operation) {
        return operation.getSecurity().stream()
                .map(SecurityRequirement::getSchemes)
                .map(schemes -> schemes == null ? Map.<String, List<String>>of() : schemes)
                .toList();
    }
}
