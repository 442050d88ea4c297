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
 * Finds applications that demand something and that the runtime does not know. Helidon deploys those that are beans; where it
 * has none, it makes one up of all resources, under {@code /}, and an {@code Application} that is no bean protects nothing.
 * Thread-safe.
 */
final class UnscopedApplicationCheck {

    private static final String MADE_UP = "io.helidon.microprofile.server.JaxRsCdiExtension$";
    private static final String BEANS = "META-INF/beans.xml";

    private final ProtectionResolver resolver;
    private final ClassLoader loader;

    /** What the search has found: one is enough, though each resource method asks. */
    private final AtomicReference<@Nullable List<Class<?>>> found = new AtomicReference<>();

    UnscopedApplicationCheck(ProtectionResolver resolver, ClassLoader loader) {
        this.resolver = resolver;
        this.loader = loader;
    }

    /**
     * Looks into the bean archives, where the application that is deployed was made up.
     *
     * @throws ConfigurationException naming the applications that were overlooked
     */
    void refuse(Set<Class<?>> deployed) {
        if (deployed.stream().noneMatch(type -> type.getName().startsWith(MADE_UP))) {
            return;
        }
        List<String> mistakes = overlooked().stream()
                .map(type -> type.getName() + ": Helidon does not know this Application, and would serve the resources"
                        + " without what @MFPProtected on it demands; give it @ApplicationScoped")
                .toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
    }

    private List<Class<?>> overlooked() {
        List<Class<?>> known = found.get();
        if (known == null) {
            known = inBeanArchives();
            found.set(known);
        }
        return known;
    }

    /** Applications that demand something, by themselves or by what they inherit. */
    List<Class<?>> inBeanArchives() {
        List<Class<?>> demanding = new ArrayList<>();
        superclasses().keySet().stream()
                .sorted()
                .forEach(name -> demandingApplication(name).ifPresent(demanding::add));
        return List.copyOf(demanding);
    }

    private Optional<Class<?>> demandingApplication(String name) {
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

    /** The classes that have a superclass which may lead to {@code Application}, and these superclasses. */
    private Map<String, String> superclasses() {
        Map<String, String> superclasses = new HashMap<>();
        try {
            for (URL beans : Collections.list(loader.getResources(BEANS))) {
                read(beans, superclasses);
            }
        } catch (IOException | URISyntaxException | FileSystemNotFoundException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    List.of("the bean archives cannot be searched for an Application that Helidon does not know; it"
                            + " needs no search where there is one that is @ApplicationScoped: " + e));
        }
        superclasses.values().removeIf(superclass -> superclass.startsWith("java."));
        return superclasses;
    }

    private static void read(URL beans, Map<String, String> superclasses) throws IOException, URISyntaxException {
        String url = beans.toString();
        if (url.startsWith("jar:file:")) {
            Path jar = Path.of(new URI(url.substring("jar:".length(), url.lastIndexOf("!/"))));
            try (FileSystem archive = FileSystems.newFileSystem(jar)) {
                readAll(archive.getPath("/"), superclasses);
            }
        } else {
            // From META-INF/beans.xml to the root of the archive.
            readAll(Path.of(beans.toURI().resolve("..")), superclasses);
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

    /** What a class file says (JVMS §4.1), by which all but a few classes are passed over without being loaded. */
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
