package io.github.mfpjaxrs.security;

import java.time.Duration;
import java.util.Optional;

/**
 * A decision about one request, fired as a CDI event for auditing. An {@code @ObservesAsync} observer does not delay
 * the request; an {@code @Observes} observer does. The event never contains the token itself.
 *
 * <p>The event reports the effective outcome. A method with {@code @PermitAll} runs whether or not the token is
 * valid, so an invalid token does not cause a refusal there. The request is reported as granted, without a client,
 * user or device, just as the method sees it. Only the fingerprint shows that a token was sent. Requests to an open
 * method are not reported if they have no Authorization header field.
 *
 * @param refusal the reason for the refusal; empty if the request was granted
 * @param required the scope that the resource requires
 * @param clientId the OAuth 2.0 client, if the token is known
 * @param userName the user, if the token is known and names a user
 * @param deviceId the device, if the token is known and names a device
 * @param fingerprint the first 8 hexadecimal digits of the token's digest; empty if no token was sent. With the same
 *     configuration, equal tokens have equal fingerprints. A fingerprint is useless for any other purpose
 * @param cached whether the introspection result came from the cache
 * @param introspectionTime how long the request waited for the authorization server; zero if it did not wait. If the
 *     result is cached and the time is not zero, the server gave no usable response and a stale result was used (see
 *     {@code mfp.cache.stale-if-error})
 * @param httpMethod the HTTP method of the request; {@code _OTHER} if the decision is about a path and neither RFC
 *     9110 nor RFC 5789 defines the method. Empty if the application called {@link TokenValidator}
 * @param pathTemplate the combined {@code @Path} of the resource and its method, such as
 *     {@code /accounts/{id}/balance}, relative to the application path. It contains no client input, and there are
 *     only as many distinct templates as resource methods. A segment that the runtime does not report, because
 *     several sub-resource locators can return the resource, is replaced by <code>*</code>. If the decision is about
 *     a path ({@code mfp.protect}), this is the configured pattern. Empty if the application called
 *     {@code TokenValidator}
 * @param status the HTTP status of the refusal; empty if the request was granted, because the resource then sets the
 *     status
 * @param trackingId the request's {@code x-wl-analytics-tracking-id} header field, which correlates the request with
 *     MobileFirst Analytics; control characters are escaped
 * @param token the token's introspected properties, such as its application and device, but never the token itself.
 *     Empty if the token is unknown or not active
 * @param userAgent the request's {@code User-Agent} header field, as the client sent it; empty if it is longer than
 *     1,024 characters
 * @param clientMetadata the request's {@code x-mfp-analytics-metadata} header field: JSON as the client sent it,
 *     without validation. Empty if it is longer than 1,024 characters
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
        Optional<String> trackingId,
        Optional<AccessToken> token,
        Optional<String> userAgent,
        Optional<String> clientMetadata) {

    /**
     * Returns whether the request was granted.
     *
     * @return true if it was granted
     */
    public boolean isGranted() {
        return refusal.isEmpty();
    }
}
