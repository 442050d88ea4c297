package io.github.mfpjaxrs.security;

import java.time.Duration;
import java.util.Optional;

/**
 * A decision about one request, fired as a CDI event for auditing. Observe it with {@code @ObservesAsync} and no request
 * waits for the observer; with {@code @Observes} each one does. Holds no token.
 *
 * <p>It reports what became of the request. A method that {@code @PermitAll} opens runs whatever token is sent, so a bad
 * one there is not a refusal: the request is granted, without a client, a user or a device, just as the method sees it. Only
 * the fingerprint shows that a token was sent. A request to an open method without an Authorization header field is not
 * reported.
 *
 * @param refusal why the request was refused; empty if it was granted
 * @param required what the resource demanded
 * @param clientId the OAuth 2.0 client, if the token is known
 * @param userName the user, if the token is known and has one
 * @param deviceId the device, if the token is known and has one
 * @param fingerprint the first 8 hexadecimal digits of a digest of the token: equal for equal tokens on this server,
 *     useless for anything else; empty if no token was sent
 * @param cached whether the answer came from the cache
 * @param introspectionTime how long the request waited for the authorization server; zero if it did not. With a cached
 *     answer it waited in vain, and the answer is past its age (see {@code mfp.cache.stale-if-error})
 * @param httpMethod the request's HTTP method; empty if {@link TokenValidator} was called by the application
 * @param pathTemplate the {@code @Path} of the resource and of its method, such as {@code /accounts/{id}/balance}, below the
 *     path of the application: it holds nothing that a client has written, and there are only as many as there are methods.
 *     A part of it that the runtime does not tell, because several sub-resource locators may have led there, is
 *     <code>*</code>. Empty if {@code TokenValidator} was called by the application
 * @param status the HTTP status of the refusal; empty if the request was granted, since the resource decides then
 * @param trackingId the request's {@code x-wl-analytics-tracking-id}, which ties it to MobileFirst Analytics; control
 *     characters are escaped
 */
public record AccessDecided(
        Optional<AccessDecision.Reason> refusal,
        RequiredScope required,
        Optional<String> clientId,
        Optional<String> userName,
        Optional<String> deviceId,
        Optional<String> fingerprint,
        boolean cached,
        Duration introspectionTime,
        Optional<String> httpMethod,
        Optional<String> pathTemplate,
        Optional<Integer> status,
        Optional<String> trackingId) {

    /**
     * Whether the request reached the resource.
     *
     * @return true if it did
     */
    public boolean isGranted() {
        return refusal.isEmpty();
    }
}
