package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A POST request to the authorization server, with the secrets it contains. {@link OutgoingCallFilter}, which runs
 * after all other filters, unpacks it. The application's filters, which some runtimes add to every client, see that
 * there is such a call, but not its content. Immutable. Public because a REST client's interface must be.
 */
public final class OutgoingCall {

    private final URI endpoint;
    private final Optional<String> authorization;
    private final Map<String, String> form;

    private OutgoingCall(URI endpoint, Optional<String> authorization, Map<String, String> form) {
        this.endpoint = endpoint;
        this.authorization = authorization;
        this.form = form;
    }

    static OutgoingCall to(URI endpoint, ClientCredentials credentials, Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>(credentials.parameters());
        form.putAll(parameters);
        return new OutgoingCall(endpoint, credentials.authorization(), form);
    }

    URI endpoint() {
        return endpoint;
    }

    Optional<String> authorization() {
        return authorization;
    }

    /** Returns the form-encoded body. It is complete, so that its length is known before it is sent. */
    byte[] body() {
        return form.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "OutgoingCall[redacted]";
    }
}
