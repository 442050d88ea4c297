package io.github.mfpjaxrs.security.it.quarkus;

import io.github.mfpjaxrs.security.it.instances.HazelcastFile;
import io.github.mfpjaxrs.security.it.instances.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Launches Quarkus with Hazelcast among the application's dependencies. Public because {@code ServiceLoader} requires
 * it.
 */
public final class QuarkusLauncher implements Launcher {

    private static final Set<String> DEPENDENCIES = Set.of("mfp-jaxrs-security-jcache", "cache-api", "hazelcast");

    private Path jar = Path.of("");
    private Path hazelcast = Path.of("");

    @Override
    public void install(WebArchive application, Path directory) throws IOException {
        Path exploded = application
                .as(ExplodedExporter.class)
                .exportExploded(directory.toFile())
                .toPath();
        jar = QuarkusBuild.of(exploded.resolve("WEB-INF/classes"), "/", DEPENDENCIES);
        hazelcast = HazelcastFile.write(directory);
    }

    @Override
    public List<String> command(int number, int port, int clusterPort) {
        List<String> command = new ArrayList<>(HazelcastFile.options(hazelcast, clusterPort));
        command.addAll(List.of("-Dquarkus.http.port=" + port, "-jar", jar.toString()));
        return command;
    }
}
