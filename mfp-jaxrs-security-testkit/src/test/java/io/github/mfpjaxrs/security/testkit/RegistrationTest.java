package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M6")
class RegistrationTest {

    private final MobileFirstServer server = MobileFirstServer.start();
    private final MobileApp app = new MobileApp(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void registerWhenSignedThenLocatesTheClient() throws Exception {
        HttpResponse<String> response = app.register(app.registration());

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(server.registeredClients()).singleElement().satisfies(client -> {
            assertThat(response.headers().firstValue("Location"))
                    .contains("/mfp/api/registration/clients/" + client.id());
            assertThat(client.deviceId()).isEqualTo(MobileApp.DEVICE);
            assertThat(client.applicationId()).isEqualTo("com.sample.bank");
            assertThat(client.platform()).isEqualTo("web");
            assertThat(client.logins()).isEmpty();
        });
    }

    @Test
    void registerWhenSignatureIsOfAnotherPayloadThenRefuses() throws Exception {
        String other = app.signedRegistration("{}").replaceAll(".*\"signature\":\"([^\"]*)\".*", "$1");
        String body = app.signedRegistration(app.registration())
                .replaceAll("\"signature\":\"[^\"]*\"", "\"signature\":\"" + other + "\"");

        HttpResponse<String> response = app.postJson("/registration/v1/self", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"errorCode\":\"INVALID_REQUEST\"", "not signed");
        assertThat(server.registeredClients()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"signedRegistrationData\":1}",
                "{\"signedRegistrationData\":{\"header\":\"e30=\",\"payload\":\"e30=\"}}",
                "{\"signedRegistrationData\":{\"header\":\"e30=\",\"payload\":\"e30=\",\"signature\":\"AA==\"}}",
                "{\"signedRegistrationData\":{\"header\":\"!\",\"payload\":\"e30=\",\"signature\":\"AA==\"}}"
            })
    void registerWhenBodyIsBrokenThenRefuses(String body) throws Exception {
        HttpResponse<String> response = app.postJson("/registration/v1/self", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"errorCode\":\"INVALID_REQUEST\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"device\":{\"id\":\"\"},\"application\":{\"id\":\"a\"}}", "{\"device\":{\"id\":\"d\"}}"
            })
    void registerWhenSignedPayloadLacksAnIdThenRefuses(String payload) throws Exception {
        HttpResponse<String> response = app.register(payload);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("INVALID_REQUEST");
    }

    @Test
    void updateWhenSignedWithRegisteredKeyThenChangesTheClient() throws Exception {
        app.registered();

        HttpResponse<String> response = app.put(
                "/registration/v1/self/" + app.id(),
                app.signedRegistration(app.registration().replace("a1b2-device", "another-device")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Location").orElseThrow()).endsWith(app.id());
        assertThat(server.registeredClients())
                .extracting(RegisteredClient::deviceId)
                .containsExactly("another-device");
    }

    @Test
    void updateWhenSignedWithAnotherKeyThenRefuses() throws Exception {
        app.registered();
        MobileApp thief = new MobileApp(server, MobileApp.newKeys());

        HttpResponse<String> response = thief.put(
                "/registration/v1/self/" + app.id(),
                thief.signedRegistration(app.registration().replace("a1b2-device", "another-device")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(server.registeredClients())
                .extracting(RegisteredClient::deviceId)
                .containsExactly(MobileApp.DEVICE);
    }

    @Test
    void updateWhenClientIsUnknownThenSaysSo() throws Exception {
        HttpResponse<String> response =
                app.put("/registration/v1/self/nobody", app.signedRegistration(app.registration()));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"errorCode\":\"INVALID_CLIENT_ID\"");
    }

    @Test
    void readWhenAssertionIsValidThenDescribesTheClient() throws Exception {
        app.registered();

        HttpResponse<String> response = app.get("/registration/v1/self/" + app.id() + "?"
                + MobileApp.form(Map.of(
                        "client_assertion", app.assertion(null), "client_assertion_type", ClientAssertions.TYPE)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"clientId\":\"" + app.id() + "\"", MobileApp.DEVICE);
    }

    @Test
    void readWhenAssertionIsMissingThenRefuses() throws Exception {
        app.registered();

        HttpResponse<String> response = app.get("/registration/v1/self/" + app.id());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"error\":\"invalid_client\"}");
    }

    @Test
    void forgetClientsWhenAnAppCallsThenItMustRegisterAgain() throws Exception {
        app.registered();

        server.forgetClients();

        assertThat(app.preauthorize("RegisteredClient").body()).contains("\"errorCode\":\"INVALID_CLIENT_ID\"");
        app.registered();
        assertThat(app.preauthorize("RegisteredClient").statusCode()).isEqualTo(200);
    }

    @Test
    void resetWhenClientsAreRegisteredThenForgetsThem() throws Exception {
        app.registered();

        server.reset();

        assertThat(server.registeredClients()).isEmpty();
        assertThat(server.clientRequests()).isZero();
    }
}
