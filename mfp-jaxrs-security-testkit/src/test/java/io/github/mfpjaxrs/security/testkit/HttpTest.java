package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpTest {

    private static final String FORM = "grant_type=client_credentials&scope=authorization.introspect";
    private static final String HEAD = "POST /mfp/api/az/v1/token HTTP/1.1\r\nHost: x\r\nAuthorization: Basic "
            + Base64.getEncoder()
                    .encodeToString((MobileFirstServer.CLIENT_ID + ":" + MobileFirstServer.CLIENT_SECRET).getBytes())
            + "\r\nContent-Type: Application/X-WWW-Form-Urlencoded; charset=utf-8\r\n";
    private static final String ISSUED = "\"scope\":\"authorization.introspect\"}";

    private final MobileFirstServer server = MobileFirstServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void requestWhenConnectionIsKeptThenServesTheNext() throws Exception {
        try (RawClient client = new RawClient(server)) {
            String request = HEAD + "Content-Length: " + FORM.length() + "\r\n\r\n" + FORM;

            client.send(request).readUntil(ISSUED);
            assertThat(client.send(request).readUntil(ISSUED)).startsWith("HTTP/1.1 200 OK\r\n");
        }
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.tokenRequests()).isEqualTo(2);
    }

    @Test
    void requestWhenChunkedThenReadsAllChunks() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n"
                    + "5;ext=1\r\n" + FORM.substring(0, 5) + "\r\n"
                    + Integer.toHexString(FORM.length() - 5) + "\r\n" + FORM.substring(5) + "\r\n"
                    + "0\r\nTrailer: 1\r\n\r\n");

            assertThat(client.readUntil(ISSUED)).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void requestWhenClientExpectsContinueThenIsTold() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(HEAD + "Expect: 100-continue\r\nContent-Length: " + FORM.length() + "\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

            assertThat(client.send(FORM).readUntil(ISSUED)).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void requestWhenLinesEndInLineFeedAloneThenIsRead() throws Exception {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send("GET /x?token=1 HTTP/1.1\n\n").readUntil("\r\n\r\n"))
                    .startsWith("HTTP/1.1 404 Not Found\r\n");
        }
        assertThat(server.calls().get(0).path()).isEqualTo("/x?token=1");
        assertThat(server.calls()).asString().contains("GET /x").doesNotContain("token=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nConnection: Close\r\n\r\n"})
    void requestWhenClientWantsNoMoreThenCloses(String request) throws Exception {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send(request).readToEnd()).startsWith("HTTP/1.1 404 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /\r\n\r\n",
                "GET / HTTP/2\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n"
            })
    void requestWhenMalformedThenBadRequestAndCloses(String request) throws Exception {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send(request).readUntil("\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .contains("Connection: close");
        }
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void requestWhenHeadersDoNotEndThenBadRequest() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(201));

            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void requestWhenCutOffThenIsNoCall() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(HEAD + "Content-Length: 100\r\n\r\n" + FORM);
        }
        new ResourceServer(server).requestToken();

        assertThat(server.tokenRequests()).isEqualTo(1);
    }

    @Test
    void requestWhenAuthorizationIsRepeatedThenUnauthorized() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(HEAD + "Authorization: Basic eA==\r\nContent-Length: " + FORM.length() + "\r\n\r\n" + FORM);

            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 401 ");
        }
    }
}
