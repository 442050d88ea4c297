package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private SSLContext context;
    private MobileFirstServer server;
    private ResourceServer caller;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        context = context(selfSigned(directory.resolve("server.p12")));
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

    private static KeyStore selfSigned(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var content = Files.newInputStream(file)) {
            store.load(content, PASSWORD);
        }
        return store;
    }

    private static SSLContext context(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
