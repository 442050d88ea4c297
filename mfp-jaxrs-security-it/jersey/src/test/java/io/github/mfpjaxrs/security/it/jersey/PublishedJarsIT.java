package io.github.mfpjaxrs.security.it.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The published jars as named modules. An application's {@code module-info} refers to a jar by its module name, which
 * must therefore never change, and the module system rejects a jar whose service files name classes that it does not
 * contain.
 */
class PublishedJarsIT {

    @ParameterizedTest
    @CsvSource({
        "io.github.mfpjaxrs.security, io.github.mfpjaxrs.security.MFPProtected",
        "io.github.mfpjaxrs.security.testkit, io.github.mfpjaxrs.security.testkit.MobileFirstServer"
    })
    void jarWhenOnTheModulePathThenHasItsName(String moduleName, Class<?> member) throws URISyntaxException {
        Path jar = Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());

        assertThat(ModuleFinder.of(jar).findAll())
                .singleElement()
                .extracting(ModuleReference::descriptor)
                .satisfies(module -> {
                    assertThat(module.name()).isEqualTo(moduleName);
                    assertThat(module.packages()).contains(member.getPackageName());
                })
                .matches(ModuleDescriptor::isAutomatic);
    }
}
