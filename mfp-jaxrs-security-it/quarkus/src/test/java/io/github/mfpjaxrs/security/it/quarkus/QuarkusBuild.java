package io.github.mfpjaxrs.security.it.quarkus;

import io.quarkus.bootstrap.BootstrapException;
import io.quarkus.bootstrap.app.ApplicationModelSerializer;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.bootstrap.util.BootstrapUtils;
import io.quarkus.maven.dependency.ResolvedDependency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds a runnable jar from a directory of classes and the application's dependencies in this module's POM. */
final class QuarkusBuild {

    private QuarkusBuild() {}

    /**
     * Builds an application.
     *
     * @param path the application's root path
     * @return the runnable jar
     */
    static Path of(Path classes, String path) {
        return of(classes, path, Set.of());
    }

    /**
     * Builds an application with additional dependencies.
     *
     * @param dependencies the IDs of artifacts with test scope that the application needs at runtime
     */
    static Path of(Path classes, String path, Set<String> dependencies) {
        Path target = Path.of(System.getProperty("it.directory"));
        try {
            ApplicationModel model =
                    ApplicationModelSerializer.deserialize(BootstrapUtils.getSerializedTestAppModelPath(target));
            Files.writeString(
                    classes.resolve("application.properties"), """
                    quarkus.http.host=127.0.0.1
                    quarkus.http.port=0
                    quarkus.http.root-path=%s
                    quarkus.rest.fail-on-duplicate=false
                    quarkus.class-loading.removed-artifacts=%s
                    """.formatted(path, ofTheTests(model, dependencies)));
            try (CuratedApplication application = QuarkusBootstrap.builder()
                    .setMode(QuarkusBootstrap.Mode.PROD)
                    .setExistingModel(model)
                    .setApplicationRoot(classes)
                    .setProjectRoot(target.getParent())
                    .setTargetDirectory(classes.getParent())
                    .setBaseName("application")
                    .setBaseClassLoader(QuarkusBuild.class.getClassLoader())
                    .setIsolateDeployment(true)
                    .build()
                    .bootstrap()) {
                return application
                        .createAugmentor()
                        .createProductionApplication()
                        .getJar()
                        .getPath();
            }
        } catch (BootstrapException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the dependencies to remove from the application. The model comes from this module's tests and therefore
     * includes dependencies that only the tests need.
     */
    private static String ofTheTests(ApplicationModel model, Set<String> dependencies) {
        return model.getDependencies().stream()
                .filter(dependency -> dependency.getScope().equals("test"))
                .map(ResolvedDependency::getKey)
                .filter(key -> !dependencies.contains(key.getArtifactId()))
                .map(key -> key.getGroupId() + ":" + key.getArtifactId())
                .collect(Collectors.joining(","));
    }
}
