package io.github.mfpjaxrs.security.it.instances;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Determines how instances are launched on a runtime. Each runtime's module provides an implementation as a service.
 */
public interface Launcher {

    /**
     * Prepares an application for deployment at the path {@code /}.
     *
     * @param directory an empty directory for the application
     */
    void install(WebArchive application, Path directory) throws IOException;

    /**
     * Returns the command that runs an instance until its process is killed. The Java launcher itself is not part of
     * the command.
     *
     * @param number the instance's number, starting at 1
     * @param port the instance's HTTP port on 127.0.0.1
     * @param clusterPort the first cluster member's port on 127.0.0.1
     */
    List<String> command(int number, int port, int clusterPort) throws IOException;
}
