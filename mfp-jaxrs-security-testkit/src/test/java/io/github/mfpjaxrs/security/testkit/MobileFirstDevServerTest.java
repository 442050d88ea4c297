package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MobileFirstDevServerTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> answers = new ArrayList<>();

    @Test
    void runWhenStartedThenPrintsSettingsAndTokensThatWork() {
        int code = run(this::introspectPrintedTokens, "--port", "0", "--client", "me:my:secret");

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
                "--port",
                "0");

        assertThat(code).isZero();
        assertThat(answers).containsExactly("{\"active\":false}");
    }

    @Test
    void runWhenPortIsTakenThenSaysSoInOneLine() {
        try (MobileFirstServer other = MobileFirstServer.start()) {
            int code = run(server -> {}, "--port", Integer.toString(other.port()));

            assertThat(code).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith("cannot listen on port " + other.port())
                    .endsWith("choose another by --port" + System.lineSeparator())
                    .hasLineCount(1);
        }
    }

    @Test
    void runWhenHelpThenListsTheOptions() {
        assertThat(run(server -> {}, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("--port", "--client", "--rfc7662", "--help", Integer.toString(DevOptions.DEFAULT_PORT));
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
                "-x"
            })
    void runWhenOptionIsWrongThenSaysSo(String arguments) {
        assertThat(run(server -> {}, arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("; see --help" + System.lineSeparator());
        assertThat(out.size()).isZero();
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
