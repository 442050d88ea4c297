package io.github.mfpjaxrs.security.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnscopedApplicationCheckTest {

    @MFPProtected
    public static class Direct extends Application {}

    @MFPProtected
    public abstract static class Parent extends Application {}

    public static class Child extends Parent {}

    @MFPProtected
    public interface Demand {}

    public static class Implementing extends Application implements Demand {}

    public static class Open extends Application {}

    @MFPProtected
    public static class NoApplication extends Thread {}

    @TempDir
    Path archive;

    @Test
    void findInBeanArchivesWhenApplicationsHaveRequirementsThenOnlyThoseAreFound() throws Exception {
        beanArchive(
                Direct.class,
                Parent.class,
                Child.class,
                Demand.class,
                Implementing.class,
                Open.class,
                NoApplication.class);

        assertThat(overlooked()).contains(Direct.class, Child.class, Implementing.class);
        assertThat(overlooked()).doesNotContain(Parent.class, Open.class, NoApplication.class);
    }

    @Test
    void refuseWhenRuntimeDeploysTheApplicationThenArchivesAreLeftAlone() throws Exception {
        beanArchive(Direct.class);
        Files.writeString(archive.resolve("Broken.class"), "");

        try (URLClassLoader loader = loader()) {
            applications(loader).requireNoneOverlooked(Set.of(Open.class));
        }
    }

    private Iterable<Class<?>> overlooked() throws IOException {
        try (URLClassLoader loader = loader()) {
            return applications(loader).findInBeanArchives();
        }
    }

    private static UnscopedApplicationCheck applications(ClassLoader loader) {
        return new UnscopedApplicationCheck(new ProtectionResolver(RequiredScope.allOf("default")), loader);
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(
                new URL[] {archive.toUri().toURL()}, getClass().getClassLoader());
    }

    private void beanArchive(Class<?>... types) throws IOException {
        Files.createDirectories(archive.resolve("META-INF"));
        Files.writeString(archive.resolve("META-INF/beans.xml"), "");
        for (Class<?> type : types) {
            String file = type.getName().replace('.', '/') + ".class";
            Files.createDirectories(archive.resolve(file).getParent());
            try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
                Files.write(archive.resolve(file), in.readAllBytes());
            }
        }
    }
}
