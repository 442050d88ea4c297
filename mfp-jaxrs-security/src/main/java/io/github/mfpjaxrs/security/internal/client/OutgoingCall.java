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
 * A POST request to the authorization server, including the client's secrets. {@link OutgoingCallFilter}, which runs
 * after all other filters, unpacks the request. Some runtimes add the application's filters to every client. Those
 * filters can see that a call is made, but not its content. Immutable. This class is public because the REST client's
 * public interface uses it.
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

    /** Returns the complete form-encoded body, so that its length is known before it is sent. */
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
