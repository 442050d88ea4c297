package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {

    private SSLContext context;
    private MobileFirstServer server;
    private ResourceServer caller;

    @BeforeAll
    void start() {
        context = SelfSignedCertificate.create().sslContext();
        server = MobileFirstServer.builder().tls(context).start();
    }

    @BeforeEach
    void trust() {
        server.reset();
        caller = caller(Duration.ofSeconds(20));
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void introspectWhenCertificateIsTrustedThenAnswers() throws Exception {
        assertThat(server.url().getScheme()).isEqualTo("https");
        assertThat(caller.introspect(server.issue("a")).body()).contains("\"active\":true");
    }

    @Test
    void introspectWhenCertificateIsNotTrustedThenHandshakeFails() {
        assertThatThrownBy(() -> new ResourceServer(server).requestToken()).isInstanceOf(SSLHandshakeException.class);
        assertThat(server.tokenRequests()).isZero();
    }

    @Test
    void failWhenDelayedThenAnswersOnTheSameConnection() throws Exception {
        server.fail(Fault.delay(Duration.ofMillis(50)));

        assertThat(caller.introspect(server.issue("a")).body()).contains("\"active\":true");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void failWhenDrippingThenBodyIsWhole() throws Exception {
        server.failIntrospection(Fault.drip(Duration.ofMillis(1)));

        assertThat(caller.introspect(server.issue("a")).body()).endsWith("}");
    }

    @Test
    void failWhenBlackHoleThenNotEvenTheHandshakeEnds() {
        server.fail(Fault.blackHole());

        assertThatThrownBy(() -> caller(Duration.ofMillis(200)).requestToken())
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void failWhenResetThenClientFails() {
        server.fail(Fault.resetBeforeAnswer());

        assertThatThrownBy(caller::requestToken).isInstanceOf(IOException.class);
    }

    private ResourceServer caller(Duration timeout) {
        return new ResourceServer(server, HttpClient.newBuilder().sslContext(context), timeout);
    }
}
