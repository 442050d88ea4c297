package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.AppClient.Registration;
import io.github.mfpjaxrs.security.testkit.TokenDetails.Application;
import io.github.mfpjaxrs.security.testkit.TokenDetails.Device;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** Registers application instances and their signing keys. */
final class RegistrationEndpoint {

    private static final String ACTIVE = "ACTIVE";

    private final AppClients clients;
    private final ClientAssertions assertions;
    private final String clientsUrl;

    RegistrationEndpoint(AppClients clients, ClientAssertions assertions, String basePath) {
        this.clients = clients;
        this.assertions = assertions;
        this.clientsUrl = basePath + "/registration/clients/";
    }

    Response register(JsonObject input) throws ClientErrorException {
        SignedJson signed = signedRegistration(input);
        PublicKey key =
                signed.embeddedKey().orElseThrow(() -> refused("the header has no RSA key of 2048 to 8192 bits"));
        return describe(201, clients.register(verified(signed, key)));
    }

    /**
     * Updates a registration. A signature made with the registered key proves that the update comes from the client
     * itself.
     */
    Response update(String clientId, JsonObject input) throws ClientErrorException {
        AppClient client = clients.known(clientId);
        client.register(
                verified(signedRegistration(input), client.registration().key()));
        return describe(200, client);
    }

    Response read(String clientId, JsonObject input) throws ClientErrorException {
        AppClient client = assertions.verify(input);
        if (!client.id().equals(clientId)) {
            throw refused("the client assertion is that of another client");
        }
        return describe(200, client);
    }

    private static SignedJson signedRegistration(JsonObject input) throws ClientErrorException {
        JsonObject parts = input.object("signedRegistrationData")
                .orElseThrow(() -> refused("signedRegistrationData is missing or no object"));
        return SignedJson.read(
                        parts.text("header").orElse(""),
                        parts.text("payload").orElse(""),
                        parts.text("signature").orElse(""))
                .orElseThrow(() -> refused("signedRegistrationData is malformed"));
    }

    private static Registration verified(SignedJson signed, PublicKey key) throws ClientErrorException {
        if (!signed.isSignedWith(key)) {
            throw refused("signedRegistrationData is not signed with the client's key and RS256");
        }
        JsonObject device = signed.payload().object("device").orElseThrow(() -> refused("the device is missing"));
        JsonObject application =
                signed.payload().object("application").orElseThrow(() -> refused("the application is missing"));
        return new Registration(
                key,
                new Device(
                        device.filled("id").orElseThrow(() -> refused("the device has no id")),
                        ACTIVE,
                        device.text("hardware").orElse(""),
                        device.text("platform").orElse(""),
                        device.filled("deviceDisplayName").orElse(null)),
                new Application(
                        application.filled("id").orElseThrow(() -> refused("the application has no id")),
                        application.text("clientPlatform").orElse(""),
                        application.text("version").orElse("")));
    }

    /**
     * Returns the registration. The Location header is included even after an update, because the web SDK reads the
     * client id from this header.
     */
    private Response describe(int status, AppClient client) {
        Registration registration = client.registration();
        Map<String, String> device = new LinkedHashMap<>();
        device.put("id", registration.device().id());
        device.put("hardware", registration.device().hardware());
        device.put("platform", registration.device().platform());
        Map<String, String> application = new LinkedHashMap<>();
        application.put("id", registration.application().id());
        application.put("clientPlatform", registration.application().platform());
        application.put("version", registration.application().version());
        Map<String, String> members = new LinkedHashMap<>();
        members.put("clientId", Json.text(client.id()));
        members.put("device", Json.texts(device));
        members.put("application", Json.texts(application));
        return Response.json(status, Json.object(members)).with("Location", clientsUrl + client.id());
    }

    private static ClientErrorException refused(String reason) {
        return ClientErrorException.mobileFirst("INVALID_REQUEST", reason);
    }
}
