package io.github.mfpjaxrs.security.it.liberty;

import io.github.mfpjaxrs.security.it.instances.HazelcastFile;
import io.github.mfpjaxrs.security.it.instances.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Launches Open Liberty with the caching provider in a server library. Public because {@code ServiceLoader} requires
 * it.
 */
public final class LibertyLauncher implements Launcher {

    private static final Path HOME = Path.of(System.getProperty("it.directory"), "server", "wlp");

    private static final String SERVER = """
            <server>
              <featureManager>
                <feature>restfulWS-3.1</feature>
                <feature>cdi-4.0</feature>
                <feature>jsonb-3.0</feature>
                <feature>jsonp-2.1</feature>
                <feature>mpConfig-3.1</feature>
                <feature>mpRestClient-4.0</feature>
              </featureManager>
              <logging consoleLogLevel="INFO"/>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
              <library id="jcache">
                <fileset dir="${shared.resource.dir}/../jcache" includes="*.jar"/>
              </library>
              <webApplication location="%s" contextRoot="/">
                <classloader commonLibraryRef="jcache"/>
              </webApplication>
            </server>
            """;

    private Path war = HOME;
    private Path hazelcast = HOME;

    @Override
    public void install(WebArchive application, Path directory) throws IOException {
        war = directory.resolve("application.war");
        application.as(ZipExporter.class).exportTo(war.toFile(), true);
        hazelcast = HazelcastFile.write(directory);
    }

    @Override
    public List<String> command(int number, int port, int clusterPort) throws IOException {
        String name = "instance-" + number;
        Path server = Files.createDirectories(HOME.resolve("usr/servers").resolve(name));
        Files.writeString(server.resolve("server.xml"), SERVER.formatted(port, war));
        List<String> command = new ArrayList<>(HazelcastFile.options(hazelcast, clusterPort));
        command.add("@" + HOME.resolve("lib/platform/java/java9.options"));
        command.add("-javaagent:" + HOME.resolve("bin/tools/ws-javaagent.jar"));
        command.addAll(List.of("-jar", HOME.resolve("bin/tools/ws-server.jar").toString(), name, "--clean"));
        return command;
    }
}
