package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.oauth.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.oauth.CallerCredentials;
import io.github.mfpjaxrs.security.internal.oauth.ServerTrouble;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the two calls through the MicroProfile REST Client, and reads no more of the answers than is sound. */
public final class RestAuthorizationServer implements AuthorizationServer {

    private final AuthorizationServerApi api;
    private final BoundedBody body;
    private final Duration longestRetryAfter;
    private final InstantSource clock;

    /**
     * Calls nothing yet.
     *
     * @param api the REST client
     * @param total how long the reading of one answer may take in all
     * @param longestRetryAfter the longest time that the server may ask to be left alone
     * @param clock the time of day, for {@code Retry-After} dates
     */
    public RestAuthorizationServer(
            AuthorizationServerApi api, Duration total, Duration longestRetryAfter, InstantSource clock) {
        this.api = api;
        this.body = new BoundedBody(total);
        this.longestRetryAfter = longestRetryAfter;
        this.clock = clock;
    }

    @Override
    public Answer requestToken(URI endpoint, CallerCredentials caller, String scope) {
        Form form = form(caller).param("grant_type", "client_credentials").param("scope", scope);
        return answer(() -> api.requestToken(endpoint, caller.authorization().orElse(null), form));
    }

    @Override
    public Answer introspect(URI endpoint, CallerCredentials caller, String token) {
        Form form = form(caller).param("token", token).param("token_type_hint", "access_token");
        return answer(() -> api.introspect(endpoint, caller.authorization().orElse(null), form));
    }

    @Override
    public Answer metadata(URI location) {
        return answer(() -> api.metadata(location));
    }

    private static Form form(CallerCredentials caller) {
        Form form = new Form();
        caller.parameters().forEach(form::param);
        return form;
    }

    private Answer answer(Supplier<Response> call) {
        long startedNanos = System.nanoTime();
        try (Response response = call.get()) {
            if (response.getStatus() != 200) {
                // Some runtimes return a redirect rather than let the mapper see it.
                throw UnusualStatusMapper.unusualStatus(response);
            }
            return new Answer(
                    200, body.read(response, startedNanos), Optional.empty(), Optional.empty(), Optional.empty());
        } catch (RuntimeException e) {
            return refusalOrTrouble(e);
        }
    }

    private Answer refusalOrTrouble(RuntimeException failure) {
        if (failure instanceof ServerTrouble trouble) {
            throw trouble;
        }
        Optional<UnusualStatusException> unusual = Failures.find(failure, UnusualStatusException.class);
        if (unusual.isPresent()) {
            UnusualStatusException status = unusual.get();
            return new Answer(
                    status.status(),
                    new byte[0],
                    status.mfpConflict().filter(RestAuthorizationServer::isFieldValue),
                    status.retryAfter()
                            .flatMap(value -> RetryAfter.parse(value, clock.instant()))
                            .map(this::clamp),
                    status.error());
        }
        return Failures.refusedInStreamingMode(failure)
                .map(status -> new Answer(status, new byte[0], Optional.empty(), Optional.empty(), Optional.empty()))
                .orElseThrow(() -> Failures.trouble(failure));
    }

    private Duration clamp(Duration retryAfter) {
        return retryAfter.compareTo(longestRetryAfter) < 0 ? retryAfter : longestRetryAfter;
    }

    /** It is passed on to the client, so that it must not be able to end its header field. */
    private static boolean isFieldValue(String value) {
        return !value.isBlank() && value.length() <= 4_096 && value.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
    }
}
