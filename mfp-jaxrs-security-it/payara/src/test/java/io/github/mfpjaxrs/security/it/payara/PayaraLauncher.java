package io.github.mfpjaxrs.security.it.payara;

import io.github.mfpjaxrs.security.it.instances.Launcher;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Launches Payara Micro, whose built-in Hazelcast connects the instances. Public because {@code ServiceLoader}
 * requires it.
 */
public final class PayaraLauncher implements Launcher {

    private static final Path TARGET = Path.of(System.getProperty("it.directory"));

    private Path war = TARGET;

    @Override
    public void install(WebArchive application, Path directory) {
        war = directory.resolve("application.war");
        application.as(ZipExporter.class).exportTo(war.toFile(), true);
    }

    @Override
    public List<String> command(int number, int port, int clusterPort) {
        return List.of(
                "-jar",
                TARGET.resolve("payara-micro.jar").toString(),
                "--deploy",
                war.toString(),
                "--contextroot",
                "/",
                "--port",
                Integer.toString(port),
                "--clustermode",
                "tcpip:127.0.0.1:" + clusterPort,
                "--startport",
                Integer.toString(clusterPort),
                "--interfaces",
                "127.0.0.1",
                "--disablephonehome",
                "--prebootcommandfile",
                TARGET.resolve("test-classes/preboot.txt").toString());
    }
}
