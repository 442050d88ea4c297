package io.github.mfpjaxrs.security.internal.fakes;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Returns the responses that a test has queued, and records the calls. Not thread-safe. */
public final class FakeAuthorizationServer implements AuthorizationServer {

    public final List<ClientCredentials> tokenCalls = new ArrayList<>();
    public final List<ClientCredentials> introspectionCalls = new ArrayList<>();
    public final List<String> introspected = new ArrayList<>();
    public final List<URI> endpoints = new ArrayList<>();
    public final List<String> scopes = new ArrayList<>();

    private final Queue<Answer> tokenAnswers = new ArrayDeque<>();
    private final Queue<Answer> introspectionAnswers = new ArrayDeque<>();

    public FakeAuthorizationServer issues(Answer answer) {
        tokenAnswers.add(answer);
        return this;
    }

    /** Queues a fresh token with the given value. */
    public FakeAuthorizationServer issues(String token) {
        return issues(json("{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3599}"));
    }

    public FakeAuthorizationServer answers(Answer answer) {
        introspectionAnswers.add(answer);
        return this;
    }

    /** Discards the queued responses that have not been used. */
    public FakeAuthorizationServer forgetAnswers() {
        tokenAnswers.clear();
        introspectionAnswers.clear();
        return this;
    }

    public static Answer json(String body) {
        return new Answer(
                200, body.getBytes(StandardCharsets.UTF_8), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Answer status(int status) {
        return new Answer(status, new byte[0], Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Answer conflict(String value) {
        return new Answer(409, new byte[0], Optional.of(value), Optional.empty(), Optional.empty());
    }

    public static Answer status(int status, Duration retryAfter) {
        return new Answer(status, new byte[0], Optional.empty(), Optional.of(retryAfter), Optional.empty());
    }

    public static Answer error(int status, String error) {
        return new Answer(status, new byte[0], Optional.empty(), Optional.empty(), Optional.of(error));
    }

    @Override
    public Answer requestToken(URI endpoint, ClientCredentials caller, String scope) {
        endpoints.add(endpoint);
        tokenCalls.add(caller);
        scopes.add(scope);
        return tokenAnswers.remove();
    }

    @Override
    public Answer introspect(URI endpoint, ClientCredentials caller, String token) {
        endpoints.add(endpoint);
        introspectionCalls.add(caller);
        introspected.add(token);
        return introspectionAnswers.remove();
    }

    @Override
    public Answer metadata(URI location) {
        throw new AssertionError("no metadata is asked for here");
    }
}
