package io.github.mfpjaxrs.security.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import io.github.mfpjaxrs.security.testkit.Call;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R8")
class OutgoingCallFilterTest {

    /** A filter of the application that reads everything it can, and changes it. */
    private static final class Meddler implements ClientRequestFilter {

        private final List<String> seen = new ArrayList<>();

        @Override
        public void filter(ClientRequestContext request) {
            seen.add(request.getUri() + " " + request.getStringHeaders() + " " + request.getEntity());
            request.setUri(URI.create("http://127.0.0.1:1/elsewhere"));
            request.setMethod("PUT");
            request.getHeaders().putSingle("Authorization", "Basic c29tZWJvZHk=");
            request.getHeaders().putSingle("Cookie", "a=b");
            request.getHeaders().putSingle("Accept", "text/html");
            request.getHeaders().putSingle("Accept-Encoding", "gzip");
            request.getHeaders().putSingle("X-Gateway", "key");
        }
    }

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    private final Meddler meddler = new Meddler();
    private Client client;

    @BeforeEach
    void open() {
        client = ClientBuilder.newClient().register(meddler).register(OutgoingCallFilter.class);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Call send(Optional<String> authorization) {
        OutgoingCall call = OutgoingCall.to(
                URI.create(server.url() + "/az/v1/introspection"),
                new ClientCredentials(authorization, Map.of()),
                Map.of("token", "t0k+en"));
        client.target("http://127.0.0.1:1/")
                .request()
                .post(Entity.entity(call, MediaType.APPLICATION_FORM_URLENCODED_TYPE))
                .close();
        return server.calls().get(0);
    }

    @Test
    void filterWhenAnotherFilterMeddlesThenTheCallIsOurs() {
        Call call = send(Optional.of("Basic b3Vycw=="));

        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).endsWith("/az/v1/introspection");
        assertThat(call.header("Authorization")).hasValue("Basic b3Vycw==");
        assertThat(call.header("Accept")).hasValue("application/json");
        assertThat(call.header("Content-Type")).hasValue("application/x-www-form-urlencoded");
        assertThat(call.headers()).doesNotContainKeys("cookie", "accept-encoding");
        assertThat(call.parameter("token")).hasValue("t0k+en");
        assertThat(call.header("X-Gateway")).as("what a gateway wants").hasValue("key");
    }

    @Test
    void filterWhenAnotherFilterLooksThenItSeesNoSecret() {
        send(Optional.of("Basic b3Vycw=="));

        assertThat(meddler.seen)
                .singleElement()
                .asString()
                .contains("OutgoingCall[redacted]")
                .doesNotContain("t0k", "b3Vycw");
    }

    @Test
    void filterWhenCredentialsAreInTheFormThenNoHeaderFieldIs() {
        Call call = send(Optional.empty());

        assertThat(call.headers()).doesNotContainKey("authorization");
    }

    @Test
    void filterWhenAnotherFilterReplacesTheCallThenNothingIsSent() {
        client.register((ClientRequestFilter) request -> request.setEntity("other=1"));

        assertThatThrownBy(() -> send(Optional.empty())).hasStackTraceContaining("another client filter");
        assertThat(server.calls()).isEmpty();
    }
}
