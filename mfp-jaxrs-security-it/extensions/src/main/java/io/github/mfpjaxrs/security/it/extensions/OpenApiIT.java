package io.github.mfpjaxrs.security.it.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.health.WarningWatch;
import io.github.mfpjaxrs.security.it.app.health.Warnings;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the OpenAPI document that the runtime serves. */
@RuntimeTest
@Tag("O4")
class OpenApiIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() throws ClassNotFoundException {
        return War.named("documented")
                .of(RestApplication.class, DocumentedAccounts.class, WarningWatch.class, Warnings.class)
                .against(SERVER)
                .with(Class.forName("io.github.mfpjaxrs.security.openapi.OpenApiStartup"))
                .build()
                .addAsServiceProvider(Extension.class, WarningWatch.class);
    }

    @Test
    void requestWhenTheJarIsThereThenIsAuthorizedAsBefore() throws Exception {
        assertThat(site.get("accounts/1").statusCode()).isEqualTo(401);
        assertThat(site.get("accounts/open").statusCode()).isEqualTo(200);
    }

    @Test
    void documentWhenReadThenShowsTheRequiredScopesOfEachOperation() throws Exception {
        Ability.OPENAPI.assume();
        JsonObject document = document();

        JsonObject read = operation(document, "accounts/{id}", "get");
        JsonObject close = operation(document, "accounts/{id}", "delete");
        assertThat(texts(read.getJsonArray("x-required-scopes"))).containsExactly("accounts.read", "audit");
        assertThat(texts(close.getJsonArray("x-required-scopes"))).containsExactly("accounts.write", "admin");
        if (document.getString("openapi").startsWith("3.0")) {
            assertThat(scopes(read)).containsExactly(List.of());
            assertThat(scopes(close)).containsExactly(List.of());
        } else {
            assertThat(scopes(read)).containsExactly(List.of("accounts.read", "audit"));
            assertThat(scopes(close)).containsExactly(List.of("accounts.write"), List.of("admin"));
        }
        JsonObject scheme = document.getJsonObject("components")
                .getJsonObject("securitySchemes")
                .getJsonObject("MobileFirst");
        assertThat(scheme.getString("type")).isEqualTo("http");
        assertThat(scheme.getString("scheme")).isEqualTo("bearer");
    }

    @Test
    void documentWhenReadThenShowsTheRefusalsWithHeaderFieldsAndProblemDocuments() throws Exception {
        Ability.OPENAPI.assume();
        JsonObject document = document();

        JsonObject responses = operation(document, "accounts/{id}", "get").getJsonObject("responses");
        JsonObject unauthorized = resolved(document, responses.getJsonObject("401"));
        JsonObject forbidden = resolved(document, responses.getJsonObject("403"));
        JsonObject unavailable = resolved(document, responses.getJsonObject("503"));
        assertThat(unauthorized.getJsonObject("headers")).containsKey("WWW-Authenticate");
        assertThat(forbidden.getJsonObject("headers")).containsKey("WWW-Authenticate");
        assertThat(forbidden.getString("description")).contains("`accounts.read` `audit`");
        assertThat(unavailable.getJsonObject("headers")).containsKey("Retry-After");
        assertThat(List.of(unauthorized, forbidden, unavailable)).allSatisfy(response -> {
            JsonObject schema = response.getJsonObject("content")
                    .getJsonObject("application/problem+json")
                    .getJsonObject("schema");
            JsonObject problem = resolved(document, schema);
            assertThat(problem.getJsonObject("properties")).containsKeys("type", "title", "status", "detail");
        });
    }

    @Test
    void documentWhenAnOperationIsOpenThenShowsNoRequirement() throws Exception {
        Ability.OPENAPI.assume();
        JsonObject document = document();

        assertThat(operation(document, "accounts/rates", "get")).doesNotContainKey("security");
        assertThat(operation(document, "accounts/open", "get")).doesNotContainKey("security");
    }

    @Test
    void jarWhenTheApiIsMissingThenOneLineTellsWhatIsMissing() throws Exception {
        assumeThat(Ability.OPENAPI.isThere()).isFalse();

        assertThat(site.get("warnings").body().lines())
                .singleElement()
                .asString()
                .contains("mfp-jaxrs-security-openapi has no effect", "has no MicroProfile OpenAPI");
    }

    private JsonObject document() throws Exception {
        // Some runtimes deploy the resources only when the first request arrives.
        site.get("accounts/open");
        URI address = site.base().resolve(System.getProperty("it.openapi", "/openapi") + "?format=JSON");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Accept", "application/json")
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    /** Finds an operation. Some runtimes include the regular expressions for path parameters in the path template. */
    private static JsonObject operation(JsonObject document, String end, String method) {
        String path = document.getJsonObject("paths").keySet().stream()
                .filter(name -> name.replaceAll(":[^}]*", "").endsWith(end))
                .findFirst()
                .orElseThrow();
        return document.getJsonObject("paths").getJsonObject(path).getJsonObject(method);
    }

    private static List<List<String>> scopes(JsonObject operation) {
        return operation.getJsonArray("security").getValuesAs(JsonObject.class).stream()
                .map(requirement -> texts(requirement.getJsonArray("MobileFirst")))
                .toList();
    }

    private static List<String> texts(JsonArray array) {
        return array.getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    private static JsonObject resolved(JsonObject document, JsonObject object) {
        if (!object.containsKey("$ref")) {
            return object;
        }
        String[] names = object.getString("$ref").substring(2).split("/");
        JsonObject target = document;
        for (String name : names) {
            target = target.getJsonObject(name);
        }
        return target;
    }
}
