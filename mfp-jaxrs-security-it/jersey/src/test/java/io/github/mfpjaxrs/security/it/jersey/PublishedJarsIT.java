package io.github.mfpjaxrs.security.it.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the published jars as named modules. Module names must never change, because applications refer to them in
 * {@code module-info}. The module system rejects a jar whose service files name classes that the jar does not contain.
 */
class PublishedJarsIT {

    @ParameterizedTest
    @CsvSource({
        "io.github.mfpjaxrs.security, io.github.mfpjaxrs.security.MFPProtected",
        "io.github.mfpjaxrs.security.testkit, io.github.mfpjaxrs.security.testkit.MobileFirstServer",
        "io.github.mfpjaxrs.security.analytics, io.github.mfpjaxrs.security.analytics.AnalyticsReporter",
        "io.github.mfpjaxrs.security.health, io.github.mfpjaxrs.security.health.HealthApi",
        "io.github.mfpjaxrs.security.jcache, io.github.mfpjaxrs.security.jcache.JCacheSettings",
        "io.github.mfpjaxrs.security.metrics, io.github.mfpjaxrs.security.metrics.MetricsApi",
        "io.github.mfpjaxrs.security.openapi, io.github.mfpjaxrs.security.openapi.OpenApiStartup",
        "io.github.mfpjaxrs.security.servlet, io.github.mfpjaxrs.security.servlet.AnnotatedServlets",
        "io.github.mfpjaxrs.security.telemetry, io.github.mfpjaxrs.security.telemetry.TelemetryApi"
    })
    void jarWhenOnTheModulePathThenHasItsName(String moduleName, Class<?> member) throws URISyntaxException {
        assertThat(ModuleFinder.of(jarOf(member)).findAll())
                .singleElement()
                .extracting(ModuleReference::descriptor)
                .satisfies(module -> {
                    assertThat(module.name()).isEqualTo(moduleName);
                    assertThat(module.packages()).contains(member.getPackageName());
                })
                .matches(ModuleDescriptor::isAutomatic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "analytics.AnalyticsReporter",
                "health.HealthApi",
                "jcache.JCacheSettings",
                "metrics.MetricsApi",
                "openapi.OpenApiStartup",
                "servlet.AnnotatedServlets",
                "telemetry.TelemetryApi"
            })
    void extensionWhenPublishedThenHasOnePackageTheLicenceAndAFixedTime(String name) throws Exception {
        Class<?> member = Class.forName("io.github.mfpjaxrs.security." + name);
        String directory = member.getPackageName().replace('.', '/') + "/";

        try (JarFile jar = new JarFile(jarOf(member).toFile())) {
            List<JarEntry> entries = jar.stream().toList();

            assertThat(entries)
                    .extracting(JarEntry::getName)
                    .contains("META-INF/LICENSE", "META-INF/beans.xml", directory + "package-info.class")
                    .filteredOn(entry -> entry.endsWith(".class"))
                    .allMatch(entry -> entry.startsWith(directory));
            assertThat(entries)
                    .extracting(JarEntry::getTime)
                    .containsOnly(jar.getEntry(directory).getTime());
        }
    }

    private static Path jarOf(Class<?> member) throws URISyntaxException {
        return Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
