package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.ApplicationLog;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.TlsPort;
import io.github.mfpjaxrs.security.it.support.War;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Extends {@link FaultMatrixIT} to servers whose TLS connection cannot be established or trusted. */
@RuntimeTest
@Tag("E1")
@Tag("G4")
class TlsFaultIT {

    private static final String TOKEN = "t0ken-of-the-tls-test";

    @AutoClose
    private static final TlsPort SERVER = TlsPort.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("tls")
                .of(RestApplication.class, Accounts.class, ApplicationLog.class)
                .config("mfp.authorization-server.url", "https://127.0.0.1:" + SERVER.port())
                .config("mfp.client-id", "it")
                .config("mfp.client-secret", "secret-of-the-tls-test")
                .config("mfp.introspection.authentication", "basic")
                .config("mfp.timeout.connect", "PT10S")
                .config("mfp.timeout.read", "PT10S")
                .config("mfp.timeout.total", "PT20S")
                .build();
    }

    @BeforeEach
    void forget() throws Exception {
        site.get("operator/forget");
        site.get("operator/log");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenNoTlsConnectionCanBeTrustedThenTls(TlsPort.Manner manner) throws Exception {
        SERVER.play(manner);

        HttpResponse<String> response = site.get("accounts/balance", TOKEN);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(response.headers().map()).doesNotContainKey("www-authenticate");
        assertThat(SERVER.requests()).isZero();
        assertThat(SERVER.connections()).isEqualTo(1);
        // The start-up line is written once no more methods are being deployed, which might be only now.
        assertThat(site.get("operator/log").body().lines().filter(line -> !line.startsWith("INFO ")))
                .singleElement()
                .asString()
                .matches("(SEVERE|ERROR) .*")
                .contains("at 127.0.0.1:" + SERVER.port() + " (TLS)", "mfp-authorization-server/mp-rest/trustStore")
                .doesNotContain(TOKEN, "secret-of-the-tls-test");
    }
}
