package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Client authentication with the ID and secret in the Authorization header field (RFC 6749 §2.3.1). Thread-safe. */
final class ClientSecretBasic implements ClientAuthentication {

    static final String TRY_FORM =
            "; or try mfp.introspection.authentication=form, because with basic, id and secret are"
                    + " form-encoded first (RFC 6749 §2.3.1), which some servers do not decode or do not accept";

    private final ClientCredentials credentials;
    private final String advice;

    private ClientSecretBasic(ClientCredentials credentials, String advice) {
        this.credentials = credentials;
        this.advice = advice;
    }

    /**
     * Creates the credentials. RFC 6749 §2.3.1 requires the ID and secret to be form-encoded before they are
     * concatenated. MobileFirst expects them unencoded; its IDs and secrets are plain ASCII.
     *
     * @param verbatim whether the server expects the ID and secret unencoded
     * @param advice advice for the operator if the server rejects the credentials
     */
    static ClientSecretBasic of(Settings.Server server, boolean verbatim, String advice) {
        String id = verbatim ? server.clientId() : encode(server.clientId());
        String secret = verbatim
                ? server.clientSecret().reveal()
                : encode(server.clientSecret().reveal());
        byte[] pair = (id + ":" + secret).getBytes(StandardCharsets.US_ASCII);
        return new ClientSecretBasic(
                ClientCredentials.inHeader("Basic " + Base64.getEncoder().encodeToString(pair)), advice);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public ClientCredentials credentialsFor(URI endpoint) {
        return credentials;
    }

    @Override
    public String advice() {
        return advice;
    }
}
