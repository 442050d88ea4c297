package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Classifies a failed call by the exception's causes. The resulting message never includes the causes' messages. */
final class ExceptionClassifier {

    private static final int MAX_DEPTH = 20;

    /** Exceptions that the Apache client and Netty throw if a connection cannot be established in time. */
    private static final Pattern CONNECT_TIMEOUTS = Pattern.compile("ConnectTimeout");

    private static final Pattern TIMEOUTS = Pattern.compile("Timeout");

    /**
     * Exceptions that this library, the Apache client, Netty and the runtimes' header parsers throw for malformed
     * HTTP.
     */
    private static final Pattern MALFORMED_HTTP = Pattern.compile(
            "^(ProtocolException|ClientProtocolException|ParseException|DecoderException|HeaderValueException"
                    + "|IllegalArgumentException|NumberFormatException|TooLongHttp\\w+)$");

    private ExceptionClassifier() {}

    static AuthorizationServerFailure classify(Throwable failure) {
        if (failure instanceof AuthorizationServerFailure classified) {
            return classified;
        }
        if (isTls(failure)) {
            return AuthorizationServerFailure.tls(
                    "no trusted TLS connection to the authorization server; check its certificate and"
                            + " mfp-authorization-server/mp-rest/trustStore",
                    failure);
        }
        if (isUnreachable(failure)) {
            return AuthorizationServerFailure.unreachable("the authorization server cannot be reached", failure);
        }
        if (find(failure, SocketTimeoutException.class).isPresent() || isNamed(failure, TIMEOUTS)) {
            return AuthorizationServerFailure.timeout("the authorization server did not respond in time", failure);
        }
        if (isNamed(failure, MALFORMED_HTTP)) {
            return AuthorizationServerFailure.invalidResponse(
                    "the authorization server's response is not valid HTTP", failure);
        }
        return AuthorizationServerFailure.brokenConnection("the call to the authorization server failed", failure);
    }

    /**
     * A connection that breaks after the handshake can also cause an SSLException, but then the cause comes from the
     * socket.
     */
    private static boolean isTls(Throwable failure) {
        return find(failure, SSLHandshakeException.class).isPresent()
                || find(failure, SSLException.class).isPresent()
                        && find(failure, SocketException.class).isEmpty()
                        && find(failure, SocketTimeoutException.class).isEmpty();
    }

    private static boolean isUnreachable(Throwable failure) {
        return find(failure, ConnectException.class).isPresent()
                || find(failure, UnknownHostException.class).isPresent()
                || find(failure, NoRouteToHostException.class).isPresent()
                || find(failure, UnresolvedAddressException.class).isPresent()
                || isNamed(failure, CONNECT_TIMEOUTS);
    }

    /**
     * Whether the simple name of an exception or one of its causes matches. HTTP clients that do not build on
     * {@code java.net} throw their own exceptions, which are recognized by name.
     */
    private static boolean isNamed(Throwable failure, Pattern names) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_DEPTH; i++, cause = cause.getCause()) {
            if (names.matcher(cause.getClass().getSimpleName()).find()) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@code HttpURLConnection} does not expose the header fields of a 401 if it streamed the request body. The
     * exception that it throws contains the status.
     */
    static Optional<Integer> statusOfStreamedRequest(Throwable failure) {
        return find(failure, HttpRetryException.class).map(HttpRetryException::responseCode);
    }

    static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_DEPTH; i++, cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
