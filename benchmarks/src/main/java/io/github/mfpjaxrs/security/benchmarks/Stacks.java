package io.github.mfpjaxrs.security.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists the stacks that can be measured. Other hosts and peers are included only if they have been built. */
final class Stacks {

    private Stacks() {}

    static List<Stack> all() {
        List<Stack> stacks = new ArrayList<>();
        stacks.add(Stack.embedded());
        stacks.add(Stack.embedded("this library, Jersey, http.maxConnections=64", "-Dhttp.maxConnections=64"));
        stacks.add(Stack.embedded(
                "this library, Jersey, java.net.http",
                "-Dmfp-authorization-server/mp-rest/providers="
                        + "org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider"));
        stacks.addAll(hosts());
        Path peers = Path.of(System.getProperty("peers"));
        addIfBuilt(stacks, "Quarkus OIDC, token cache", peers.resolve("quarkus/target/quarkus-app/quarkus-run.jar"));
        Path spring = peers.resolve("spring/target/peer-spring.jar");
        addIfBuilt(stacks, "Spring Security", spring);
        addIfBuilt(stacks, "Spring Security + Caffeine", spring, "-Dintrospector=caffeine");
        Path cxf = peers.resolve("cxf/target/peer-cxf.jar");
        addIfBuilt(stacks, "CXF", cxf);
        addIfBuilt(stacks, "CXF, token cache", cxf, "-Dcache=true");
        return stacks;
    }

    /** Returns this library's stacks, one for each host. */
    static List<Stack> ours() {
        List<Stack> stacks = new ArrayList<>();
        stacks.add(Stack.embedded());
        stacks.addAll(hosts());
        return stacks;
    }

    /**
     * Returns no hosts if no directory is configured, because hosts from an earlier build might contain an earlier
     * version of the library.
     */
    private static List<Stack> hosts() {
        List<Stack> stacks = new ArrayList<>();
        String directory = System.getProperty("hosts");
        if (directory != null) {
            Path hosts = Path.of(directory).toAbsolutePath();
            addIfBuilt(stacks, "this library, Quarkus", hosts.resolve("quarkus/target/quarkus-app/quarkus-run.jar"));
            Path liberty = hosts.resolve("liberty/target/server/wlp");
            if (Files.exists(liberty.resolve("usr/servers/measured/apps/measured.war"))) {
                stacks.add(Stack.liberty("this library, Open Liberty", liberty, "measured"));
            }
        }
        return stacks;
    }

    private static void addIfBuilt(List<Stack> stacks, String name, Path jar, String... options) {
        if (Files.exists(jar)) {
            stacks.add(Stack.peer(name, jar, options));
        }
    }
}
