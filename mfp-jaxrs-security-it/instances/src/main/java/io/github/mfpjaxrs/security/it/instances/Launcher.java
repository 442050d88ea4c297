package io.github.mfpjaxrs.security.it.instances;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Starts processes of a runtime. Each runtime's module has one as a service. */
public interface Launcher {

    /**
     * Prepares an application, whose path is {@code /}.
     *
     * @param directory an empty directory for it
     */
    void install(WebArchive application, Path directory) throws IOException;

    /**
     * Returns the command that runs an instance, without the Java launcher, until its process is killed.
     *
     * @param number identifies the instance; starts at 1
     * @param port its HTTP port on 127.0.0.1
     * @param clusterPort the port of the first member of the cluster on 127.0.0.1
     */
    List<String> command(int number, int port, int clusterPort) throws IOException;
}
