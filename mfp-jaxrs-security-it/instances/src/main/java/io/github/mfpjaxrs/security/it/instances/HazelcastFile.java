package io.github.mfpjaxrs.security.it.instances;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** Writes a Hazelcast configuration for runtimes that do not provide one. */
public final class HazelcastFile {

    private HazelcastFile() {}

    /** Writes the configuration file to a directory and returns its path. */
    public static Path write(Path directory) throws IOException {
        Path file = directory.resolve("hazelcast.xml");
        try (InputStream content = Objects.requireNonNull(HazelcastFile.class.getResourceAsStream("hazelcast.xml"))) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** Returns the Java options that make an instance use Hazelcast with this configuration file. */
    public static List<String> options(Path file, int clusterPort) {
        return List.of(
                "-Dhazelcast.config=" + file,
                "-Dinstances.cluster-port=" + clusterPort,
                "-Dmfp.jcache.provider=com.hazelcast.cache.HazelcastMemberCachingProvider");
    }
}
