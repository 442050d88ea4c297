package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import jakarta.ws.rs.core.Application;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code Application} classes that declare or inherit a requirement but are unknown to the runtime. Helidon
 * deploys only applications that are beans. If there are no such applications, Helidon generates an application under
 * {@code /} that contains all resources. Annotations on an {@code Application} that is not a bean then have no
 * effect. Thread-safe.
 */
final class UnscopedApplicationCheck {

    private static final String GENERATED_APPLICATION = "io.helidon.microprofile.server.JaxRsCdiExtension$";
    private static final String BEANS = "META-INF/beans.xml";

    private final ProtectionResolver resolver;
    private final ClassLoader loader;

    /** The search result, which is reused for all resource methods. */
    private final AtomicReference<@Nullable List<Class<?>>> found = new AtomicReference<>();

    UnscopedApplicationCheck(ProtectionResolver resolver, ClassLoader loader) {
        this.resolver = resolver;
        this.loader = loader;
    }

    /**
     * Searches the bean archives if Helidon generated the deployed application.
     *
     * @throws ConfigurationException if applications were overlooked; the message names them
     */
    void requireNoneOverlooked(Set<Class<?>> deployed) {
        if (deployed.stream().noneMatch(type -> type.getName().startsWith(GENERATED_APPLICATION))) {
            return;
        }
        List<String> mistakes = overlooked().stream()
                .map(type -> type.getName() + ": Helidon does not know this Application and would ignore"
                        + " @MFPProtected on it; annotate it with @ApplicationScoped")
                .toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
    }

    private List<Class<?>> overlooked() {
        List<Class<?>> known = found.get();
        if (known == null) {
            known = findInBeanArchives();
            found.set(known);
        }
        return known;
    }

    /** Returns the applications that declare or inherit a requirement. */
    List<Class<?>> findInBeanArchives() {
        List<Class<?>> applications = new ArrayList<>();
        superclasses().keySet().stream()
                .sorted()
                .forEach(name -> protectedApplication(name).ifPresent(applications::add));
        return List.copyOf(applications);
    }

    private Optional<Class<?>> protectedApplication(String name) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            return Application.class.isAssignableFrom(type)
                            && !Modifier.isAbstract(type.getModifiers())
                            && !(resolver.ofClass(type) instanceof Protection.Unsaid)
                    ? Optional.of(type)
                    : Optional.empty();
        } catch (ClassNotFoundException | LinkageError unusable) {
            return Optional.empty();
        }
    }

    /** Maps each class to its superclass, omitting classes that directly extend a {@code java.*} class. */
    private Map<String, String> superclasses() {
        Map<String, String> superclasses = new HashMap<>();
        try {
            for (URL beansXml : Collections.list(loader.getResources(BEANS))) {
                read(beansXml, superclasses);
            }
        } catch (IOException | URISyntaxException | FileSystemNotFoundException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    List.of("the bean archives cannot be searched for an Application that Helidon does not"
                            + " know; annotate the Application with @ApplicationScoped to avoid the search: " + e));
        }
        superclasses.values().removeIf(superclass -> superclass.startsWith("java."));
        return superclasses;
    }

    private static void read(URL beansXml, Map<String, String> superclasses) throws IOException, URISyntaxException {
        String url = beansXml.toString();
        if (url.startsWith("jar:file:")) {
            Path jar = Path.of(new URI(url.substring("jar:".length(), url.lastIndexOf("!/"))));
            try (FileSystem archive = FileSystems.newFileSystem(jar)) {
                readAll(archive.getPath("/"), superclasses);
            }
        } else {
            // Resolves META-INF/beans.xml to the archive's root.
            readAll(Path.of(beansXml.toURI().resolve("..")), superclasses);
        }
    }

    private static void readAll(Path root, Map<String, String> superclasses) throws IOException {
        List<Path> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(classes::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : classes) {
            String name = root.relativize(file).toString().replace(".class", "").replaceAll("[/\\\\]", ".");
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                superclasses.put(name, superclass(in));
            }
        }
    }

    /** Reads the superclass from a class file (JVMS §4.1), so that most classes can be skipped without loading them. */
    private static String superclass(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        int size = in.readUnsignedShort();
        Map<Integer, String> texts = new HashMap<>();
        Map<Integer, Integer> classes = new HashMap<>();
        for (int i = 1; i < size; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 7 -> classes.put(i, in.readUnsignedShort());
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                default -> in.skipNBytes(4);
            }
        }
        in.skipNBytes(4);
        String name = texts.get(classes.getOrDefault(in.readUnsignedShort(), 0));
        return name == null ? "java.lang.Object" : name.replace('/', '.');
    }
}
