package io.github.mfpjaxrs.security.it.quarkus;

import io.github.mfpjaxrs.security.it.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds an application from the archive's classes, as the Quarkus Maven plugin does, and runs the resulting jar as in
 * production. Public because the suite instantiates this class by name.
 */
public final class QuarkusServer extends EmbeddedServer {

    /** The name of a file in which an archive can specify environment variables. */
    static final String ENVIRONMENT = "environment.txt";

    private @Nullable QuarkusProcess process;

    @Override
    protected URI start(Contents contents) {
        Path classes = classes(contents.application());
        process = QuarkusProcess.start(QuarkusBuild.of(classes, contents.path()), environment(classes));
        return URI.create(process.address() + contents.path() + "/");
    }

    /** Reads the environment variables that the archive specifies, one per line. */
    private static Map<String, String> environment(Path classes) {
        Path file = classes.resolve(ENVIRONMENT);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the directory of the archive's classes, from which the application class was loaded. */
    private static Path classes(Class<?> application) {
        try {
            return Path.of(application
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
