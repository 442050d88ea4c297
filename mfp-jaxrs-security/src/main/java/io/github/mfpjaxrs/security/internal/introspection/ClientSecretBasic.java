package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Client authentication with id and secret in the header (RFC 6749 §2.3.1). Thread-safe. */
final class ClientSecretBasic implements ClientAuthentication {

    static final String TRY_FORM = "; or try mfp.introspection.authentication=form: with basic, id and secret are"
            + " form-encoded first (RFC 6749 §2.3.1), and some servers do not decode them, or take them in the form only";

    private final ClientCredentials credentials;
    private final String advice;

    private ClientSecretBasic(ClientCredentials credentials, String advice) {
        this.credentials = credentials;
        this.advice = advice;
    }

    /**
     * RFC 6749 §2.3.1 has id and secret form-encoded before they are put together. MobileFirst takes them as they are,
     * and its ids and secrets are plain ASCII.
     *
     * @param verbatim whether they are taken as they are
     * @param advice what to do if they are refused
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
    public ClientCredentials at(URI endpoint) {
        return credentials;
    }

    @Override
    public String advice() {
        return advice;
    }
}
