package io.github.mfpjaxrs.security.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to run the measured application.
 *
 * @param name the name in the results
 * @param program the arguments that follow {@code java} and the options shared by all stacks
 */
record Stack(String name, List<String> program) {

    /** The heap size of each measured process. Other JVM options have their defaults unless a stack sets them. */
    private static final String HEAP = "-Xmx768m";

    static Stack embedded() {
        return new Stack(
                "this library, Jersey",
                List.of("-cp", System.getProperty("java.class.path"), EmbeddedServer.class.getName()));
    }

    /** Returns this library on the embedded stack, with additional options. */
    static Stack embedded(String name, String... options) {
        List<String> program = new ArrayList<>(List.of(options));
        program.addAll(embedded().program());
        return new Stack(name, program);
    }

    /**
     * Returns a stack that starts the server process directly, with the options that its start script would use. The
     * server's cache is deleted first, because it contains a copy of the application and compares jars by timestamp,
     * and timestamps are equal in reproducible builds.
     */
    static Stack liberty(String name, Path installation, String server) {
        return new Stack(
                name,
                List.of(
                        "@" + installation.resolve("lib/platform/java/java9.options"),
                        "-javaagent:" + installation.resolve("bin/tools/ws-javaagent.jar"),
                        "-jar",
                        installation.resolve("bin/tools/ws-server.jar").toString(),
                        server,
                        "--clean"));
    }

    static Stack peer(String name, Path jar, String... options) {
        List<String> program = new ArrayList<>(List.of(options));
        program.addAll(List.of("-jar", jar.toString()));
        return new Stack(name, program);
    }

    List<String> command(int port, AuthorizationServer server) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(HEAP);
        command.add("-Dport=" + port);
        command.add("-Dmfp.authorization-server.url=" + server.url());
        command.add("-Dmfp.client-id=" + server.clientId());
        command.add("-Dmfp.client-secret=" + server.clientSecret());
        command.add("-Dbasic.introspection.url=" + server.basicUrl() + "/az/v1/introspection");
        command.addAll(program);
        return command;
    }
}
