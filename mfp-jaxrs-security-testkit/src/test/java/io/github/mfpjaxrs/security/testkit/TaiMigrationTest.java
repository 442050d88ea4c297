package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaiMigrationTest {

    private static final String SERVER_XML = """
            <server>
              <usr_OAuthTAI id="t" authorizationURL="%s" clientId="accounts" clientSecret="s3cr3t" cacheSize="500">
                %s
              </usr_OAuthTAI>
            </server>
            """;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void runWhenOneConstraintThenKeysAndAWarningForTheMethodsThatItLeftOpen() throws Exception {
        int exit = translate(
                "http://localhost:9080/mfp/api",
                "<securityConstraint httpMethods='GET POST' scope='accessRestricted' securedURLs='/GetBalance'/>");

        assertThat(exit).isZero();
        assertThat(keys())
                .containsExactly(
                        "mfp.authorization-server.url=http://localhost:9080/mfp/api",
                        "mfp.client-id=accounts",
                        "mfp.client-secret=${MFP_CLIENT_SECRET}",
                        "mfp.cache.size=500",
                        "mfp.protect.tai-1.paths=/GetBalance",
                        "mfp.protect.tai-1.scopes=accessRestricted");
        assertThat(output())
                .contains("# WARNING: the interceptor left /GetBalance open for all methods but GET, POST")
                .doesNotContain("s3cr3t");
    }

    @Test
    void runWhenConstraintsShareAUrlThenEachKeepsItsMethods() throws Exception {
        translate(
                "https://mfp.example.com/mfp/api",
                "<securityConstraint httpMethods='GET' scope='read' securedURLs='/a/*'/>"
                        + "<securityConstraint httpMethods='PUT' scope='write' securedURLs='/a/* /b'/>");

        assertThat(keys())
                .contains(
                        "mfp.protect.tai-1.methods=GET",
                        "mfp.protect.tai-2.paths=/a/*,/b",
                        "mfp.protect.tai-2.methods=PUT");
    }

    @Test
    void runWhenUrlsBeginWithTheContextRootThenItIsRemoved() throws Exception {
        translate("https://m/mfp/api", "<securityConstraint securedURLs='/shop/a /shop/* /shopping'/>", "/shop/");

        assertThat(keys()).contains("mfp.protect.tai-1.paths=/a,/*,/shopping");
        assertThat(output()).doesNotContain("WARNING").doesNotContain("scopes");
    }

    @Test
    void runWhenBaseUrlIsUnusableThenCorrectedWithAWarning() throws Exception {
        translate("http://mfp.example.com/mfp/api/az/v1/", "<securityConstraint securedURLs='/a'/>");

        assertThat(keys()).contains("mfp.authorization-server.url=http://mfp.example.com/mfp/api");
        assertThat(output()).contains("az/v1").contains("allow-http");
    }

    @Test
    void runWhenAUrlCannotBeTranslatedThenSaysThatItIsNotProtected() throws Exception {
        int exit = translate("https://m/mfp/api", "<securityConstraint securedURLs='/a *.jsp /b/../c'/>");

        assertThat(exit).isEqualTo(1);
        assertThat(keys()).contains("mfp.protect.tai-1.paths=/a");
        assertThat(output()).contains("*.jsp is left out and NOT PROTECTED").contains("/b/../c is left out");
    }

    @Test
    void runWhenAnAttributeHasALineBreakThenItAddsNoKey() throws Exception {
        translate("https://m/mfp/api&#10;mfp.protect.x.open-methods=GET", "<securityConstraint securedURLs='/a'/>");

        assertThat(keys()).noneMatch(line -> line.startsWith("mfp.protect.x"));
    }

    @Test
    void runWhenFileHasADocumentTypeThenRefused() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "hidden");
        Path file = Files.writeString(
                directory.resolve("server.xml"),
                "<!DOCTYPE server [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>"
                        + SERVER_XML.formatted("&x;", "<securityConstraint securedURLs='/a'/>"));

        assertThat(run(List.of(file.toString()))).isEqualTo(2);
        assertThat(output()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("hidden");
    }

    @Test
    void runWhenThereIsNoInterceptorThenSaysSo() throws Exception {
        Path file = Files.writeString(directory.resolve("server.xml"), "<server/>");

        assertThat(run(List.of(file.toString()))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usr_OAuthTAI");
    }

    @Test
    void runWhenNoFileIsNamedThenUsage() {
        assertThat(run(List.of())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Usage:");
    }

    private int translate(String url, String constraints, String... further) throws IOException {
        Path file = Files.writeString(directory.resolve("server.xml"), SERVER_XML.formatted(url, constraints));
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(further));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        return new TaiMigration(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(arguments);
    }

    private List<String> keys() {
        return output().lines().filter(line -> line.startsWith("mfp.")).toList();
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
