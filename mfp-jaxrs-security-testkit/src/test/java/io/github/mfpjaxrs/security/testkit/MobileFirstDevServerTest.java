package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileFirstDevServerTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> answers = new ArrayList<>();

    @Test
    void runWhenStartedThenPrintsSettingsAndTokensThatWork() {
        int code = run(this::introspectPrintedTokens, "--port", "0", "--console-port", "0", "--client", "me:my:secret");

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("mfp.authorization-server.url=http://127.0.0.1:")
                .contains("mfp.client-id=me", "mfp.client-secret=my:secret");
        assertThat(answers).hasSize(5);
        assertThat(answers.get(0)).contains("\"active\":true", "\"username\":\"anonymous\"");
        assertThat(answers.get(1)).contains("\"username\":\"john\"");
        assertThat(answers.get(2)).contains("\"username\":\"mary\"", "transfer");
        assertThat(answers.get(3)).contains("\"active\":true", "\"status\":\"DISABLED\"");
        assertThat(answers.get(4)).contains("\"active\":false");
    }

    @Test
    void runWhenRfc7662ThenAnswersSo() {
        int code = run(
                server -> {
                    ResourceServer caller = new ResourceServer(server);
                    String basic = ResourceServer.basic(server.clientId(), server.clientSecret());
                    answers.add(caller.introspect(basic, "x").body());
                },
                "--rfc7662",
                "--console-port",
                "0",
                "--port",
                "0");

        assertThat(code).isZero();
        assertThat(answers).containsExactly("{\"active\":false}");
    }

    @Test
    void runWhenPortIsTakenThenSaysSoInOneLine() {
        try (MobileFirstServer other = MobileFirstServer.start()) {
            int code = run(server -> {}, "--console-port", "0", "--port", Integer.toString(other.port()));

            assertThat(code).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith("cannot listen on port " + other.port())
                    .endsWith("choose another by --port or --console-port" + System.lineSeparator())
                    .hasLineCount(1);
        }
    }

    @Test
    void runWhenStartedAgainThenFixedTokensAreTheSame() {
        for (int i = 0; i < 2; i++) {
            answers.clear();
            run(
                    server -> {
                        ResourceServer caller = new ResourceServer(server);
                        for (String token : List.of("john-token", "mary-token", "lost-phone-token", "expired-token")) {
                            answers.add(caller.introspect(token).body());
                        }
                    },
                    "--port",
                    "0",
                    "--console-port",
                    "0");

            assertThat(answers.get(0)).contains("\"username\":\"john\"", "accessRestricted");
            assertThat(answers.get(1)).contains("\"username\":\"mary\"", "transfer");
            assertThat(answers.get(2)).contains("\"status\":\"DISABLED\"");
            assertThat(answers.get(3)).contains("\"active\":false");
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("# Console: http://127.0.0.1:", "john-token  # john, RegisteredClient accessRestricted");
    }

    @Test
    void runWhenConfiguredThenUsersChecksAndTokensAreThoseOfTheFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("dev.json"), """
                {
                  "users": [{"id": "eve", "password": "s3cret"}],
                  "securityChecks": [{"name": "Pin", "attempts": 2, "loginSeconds": 60}],
                  "scopeElements": {"vault": ["Pin"]},
                  "allowedOrigins": ["http://localhost:8080"],
                  "clientTokenSeconds": 600,
                  "tokens": [{"value": "eve-token", "user": "eve", "scope": "RegisteredClient vault"}]
                }
                """);

        int code = run(
                server -> {
                    MobileApp app = new MobileApp(server).registered();
                    answers.add(app.preauthorize("vault").body());
                    answers.add(app.answer("vault", "Pin", "{\"username\":\"eve\",\"password\":\"s3cret\"}")
                            .body());
                    answers.add(
                            app.requestToken(app.tokenForm(app.code("vault"))).body());
                    answers.add(
                            new ResourceServer(server).introspect("eve-token").body());
                },
                "--port",
                "0",
                "--console-port",
                "0",
                "--config",
                file.toString());

        assertThat(code).isZero();
        assertThat(answers.get(0)).contains("\"Pin\":{\"errorMsg\":null,\"remainingAttempts\":2}");
        assertThat(answers.get(1)).contains("\"displayName\":\"eve\"");
        assertThat(answers.get(2)).contains("\"expires_in\":600", "vault");
        assertThat(answers.get(3)).contains("\"username\":\"eve\"");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("eve-token").doesNotContain("s3cret", "john-token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"user\":[]}",
                "{\"users\":[{\"id\":\"a\"}]}",
                "{\"users\":[{\"id\":\"a\",\"pasword\":\"b\"}]}",
                "{\"securityChecks\":[{\"name\":\"a b\"}]}",
                "{\"securityChecks\":[{\"name\":\"a\",\"attempts\":0}]}",
                "{\"scopeElements\":{\"a\":[\"Unknown\"]}}",
                "{\"clientTokenSeconds\":-1}",
                "{\"tokens\":[{\"scope\":\"a\"}]}",
                "{\"tokens\":[{\"value\":\"a\",\"seconds\":\"soon\",\"lifetime\":1}]}"
            })
    void runWhenConfigurationIsWrongThenSaysSo(String json, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("dev.json"), json);

        assertThat(run(server -> {}, "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("; see --help" + System.lineSeparator());
        assertThat(out.size()).isZero();
    }

    @Test
    void runWhenHelpThenListsTheOptions() {
        assertThat(run(server -> {}, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "--port",
                        "--console-port",
                        "--config",
                        "--client",
                        "--rfc7662",
                        "--help",
                        Integer.toString(DevOptions.DEFAULT_PORT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port x",
                "--port 70000",
                "--client",
                "--client a",
                "--client :b",
                "--client a:",
                "--console-port -1",
                "--config /no/such/file",
                "-x"
            })
    void runWhenOptionIsWrongThenSaysSo(String arguments) {
        assertThat(run(server -> {}, arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("; see --help" + System.lineSeparator());
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--port 10090, 10091",
        "--port 0, 0",
        "--port 65535, 0",
        "--port 0 --console-port 7, 7",
        "--rfc7662, 10081"
    })
    void consolePortWhenNotGivenThenFollowsThePort(String arguments, int expected) {
        assertThat(DevOptions.parse(List.of(arguments.split(" "))).consolePort())
                .isEqualTo(expected);
    }

    @Test
    void toStringWhenOptionsHoldSecretThenLeavesItOut() {
        assertThat(DevOptions.parse(List.of("--client", "me:hush")).toString())
                .contains("me")
                .doesNotContain("hush");
    }

    private void introspectPrintedTokens(MobileFirstServer server) throws Exception {
        ResourceServer caller = new ResourceServer(server);
        List<String> tokens = out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("ey"))
                .toList();
        for (String token : tokens) {
            answers.add(caller.introspect(token).body());
        }
    }

    private int run(Check whileRunning, String... arguments) {
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new MobileFirstDevServer(outStream, errStream, server -> {
                    try {
                        whileRunning.check(server);
                    } catch (Exception failed) {
                        throw new AssertionError(failed);
                    }
                })
                .run(List.of(arguments));
    }

    @FunctionalInterface
    private interface Check {
        void check(MobileFirstServer server) throws Exception;
    }
}
