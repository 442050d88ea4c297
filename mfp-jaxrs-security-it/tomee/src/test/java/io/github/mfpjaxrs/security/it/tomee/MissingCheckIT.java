package io.github.mfpjaxrs.security.it.tomee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A web application that has the library, and not the jar that this runtime needs besides. */
@RuntimeTest
class MissingCheckIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "unchecked", managed = false, testable = false)
    static WebArchive unchecked() {
        WebArchive war = War.named("unchecked")
                .of(RestApplication.class, Accounts.class)
                .against(SERVER)
                .build();
        Set<ArchivePath> check = war.getContent(Filters.include(".*/mfp-jaxrs-security-rest30-[^/]*\\.jar"))
                .keySet();
        assertThat(check).hasSize(1);
        check.forEach(war::delete);
        return war;
    }

    @Test
    void deployWhenJarForOldRuntimesIsMissingThenFailsAndLogNamesIt() throws IOException {
        long before = refusals();
        try {
            assertThatThrownBy(() -> deployer.deploy("unchecked")).isInstanceOf(DeploymentException.class);
            // The server tells whoever deploys no reason, and writes its log a little later.
            await().atMost(Duration.ofSeconds(30)).until(() -> refusals() > before);
        } finally {
            deployer.undeploy("unchecked");
        }
    }

    private static long refusals() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("it.directory"), "server"), 3)) {
            return files.filter(file -> file.getParent().endsWith("logs") && Files.isRegularFile(file))
                    .flatMap(MissingCheckIT::lines)
                    .filter(line -> line.contains("put mfp-jaxrs-security-rest30 beside mfp-jaxrs-security"))
                    .count();
        }
    }

    private static Stream<String> lines(Path log) {
        try {
            return Files.readString(log).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
