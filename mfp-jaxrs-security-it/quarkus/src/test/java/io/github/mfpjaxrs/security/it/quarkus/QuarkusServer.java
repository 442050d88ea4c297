package io.github.mfpjaxrs.security.it.quarkus;

import io.github.mfpjaxrs.security.it.embedded.EmbeddedServer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Has Quarkus build an application of the archive's classes, as its Maven plugin does, and runs what came out of it, as in
 * production. Public because the suite creates it by name.
 */
public final class QuarkusServer extends EmbeddedServer {

    private @Nullable QuarkusProcess process;

    @Override
    protected URI start(Contents contents) {
        Path classes = classes(contents.application());
        process = QuarkusProcess.start(QuarkusBuild.of(classes, contents.path()));
        return URI.create(process.address() + contents.path() + "/");
    }

    /** The archive's directory of classes, where its application comes from. */
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
