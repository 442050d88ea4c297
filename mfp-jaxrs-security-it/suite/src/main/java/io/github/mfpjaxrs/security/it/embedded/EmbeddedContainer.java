package io.github.mfpjaxrs.security.it.embedded;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;

/**
 * Deploys archives to a runtime that consists of libraries. Each deployment has its own class loader, which searches
 * the archive before the runtime and excludes the tests' dependencies. Deployments are thus isolated from one another
 * as in an application server.
 */
public final class EmbeddedContainer implements DeployableContainer<EmbeddedConfiguration> {

    /** Matches excluded jars: those that the archive itself contains, and those that only the tests need. */
    private static final Pattern NOT_THE_RUNTIMES = Pattern.compile(
            "(mfp-jaxrs-security-(?!it-)|caffeine-|failsafe-\\d|jspecify-|arquillian|shrinkwrap|junit-|assertj-|awaitility-|surefire).*");

    private final Map<String, Deployment> deployments = new ConcurrentHashMap<>();
    private String server = "";

    private record Deployment(AutoCloseable server, URLClassLoader loader) {}

    @Override
    public Class<EmbeddedConfiguration> getConfigurationClass() {
        return EmbeddedConfiguration.class;
    }

    @Override
    public void setup(EmbeddedConfiguration configuration) {
        server = configuration.getServer();
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public void start() {
        // Each deployment has its own server.
    }

    @Override
    public void stop() {
        // Each deployment stops its own server.
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        String name = archive.getName().replace(".war", "");
        try {
            Path exploded = explode(archive, name);
            URLClassLoader loader = new URLClassLoader(classPath(exploded), ClassLoader.getPlatformClassLoader());
            URI base = inLoader(loader, () -> {
                Object launched =
                        loader.loadClass(server).getDeclaredConstructor().newInstance();
                deployments.put(archive.getName(), new Deployment((AutoCloseable) launched, loader));
                return launch(launched, "/" + name, classNames(exploded));
            });
            HTTPContext http = new HTTPContext(base.getHost(), base.getPort());
            http.add(new Servlet("application", base.getPath()));
            return new ProtocolMetaData().addContext(http);
        } catch (Exception e) {
            undeploy(archive);
            throw new DeploymentException("could not deploy " + name, e);
        }
    }

    /** Starts a server through a JDK interface, because the class loaders share only JDK classes. */
    @SuppressWarnings("unchecked")
    private static URI launch(Object server, String path, List<String> classNames) {
        return ((BiFunction<String, List<String>, URI>) server).apply(path, classNames);
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        Deployment deployment = deployments.remove(archive.getName());
        if (deployment == null) {
            return;
        }
        try (URLClassLoader loader = deployment.loader()) {
            inLoader(loader, () -> {
                deployment.server().close();
                return URI.create("");
            });
        } catch (Exception e) {
            throw new DeploymentException("could not undeploy " + archive.getName(), e);
        }
    }

    /**
     * Runs an action on a new thread, so that the runtime's thread locals, and the class loader that they reference,
     * disappear with the thread.
     */
    private static URI inLoader(ClassLoader loader, Callable<URI> action) throws Exception {
        FutureTask<URI> task = new FutureTask<>(action);
        Thread thread = new Thread(task, "deployment");
        thread.setContextClassLoader(loader);
        thread.start();
        return task.get();
    }

    private static Path explode(Archive<?> archive, String name) throws IOException {
        Path parent = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("it.directory"), "deployments")), name);
        Path war = archive.as(ExplodedExporter.class)
                .exportExploded(parent.toFile())
                .toPath();
        Path beans = war.resolve("WEB-INF/beans.xml");
        if (Files.exists(beans)) {
            Files.copy(beans, war.resolve("WEB-INF/classes/META-INF/beans.xml"));
        }
        return war;
    }

    private static URL[] classPath(Path war) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(url(war.resolve("WEB-INF/classes")));
        try (Stream<Path> libraries = Files.list(war.resolve("WEB-INF/lib"))) {
            libraries.forEach(library -> urls.add(url(library)));
        }
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !NOT_THE_RUNTIMES
                        .matcher(entry.getFileName().toString())
                        .matches())
                .forEach(entry -> urls.add(url(entry)));
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> classNames(Path war) throws IOException {
        Path classes = war.resolve("WEB-INF/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .sorted()
                    .toList();
        }
    }
}
