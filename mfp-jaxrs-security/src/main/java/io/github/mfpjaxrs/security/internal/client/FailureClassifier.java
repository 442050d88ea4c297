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

/** Tells by the causes of a failed call what kind of trouble it is. Their texts are never passed on. */
final class FailureClassifier {

    private static final int DEEPEST = 20;

    /** Apache's and Netty's: no connection in time. */
    private static final Pattern CONNECT_TIMEOUTS = Pattern.compile("ConnectTimeout");

    private static final Pattern TIMEOUTS = Pattern.compile("Timeout");

    /** Ours and Apache's, Netty's, and those of the runtimes' readers of header fields. */
    private static final Pattern NOT_HTTP = Pattern.compile(
            "^(ProtocolException|ClientProtocolException|ParseException|DecoderException|HeaderValueException"
                    + "|IllegalArgumentException|NumberFormatException|TooLongHttp\\w+)$");

    private FailureClassifier() {}

    static AuthorizationServerFailure classify(Throwable failure) {
        if (failure instanceof AuthorizationServerFailure trouble) {
            return trouble;
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
            return AuthorizationServerFailure.timeout("the authorization server did not answer in time", failure);
        }
        if (isNamed(failure, NOT_HTTP)) {
            return AuthorizationServerFailure.invalidResponse(
                    "the authorization server's answer cannot be read as HTTP", failure);
        }
        return AuthorizationServerFailure.brokenConnection("the call to the authorization server failed", failure);
    }

    /** A connection that breaks under TLS is told as an SSLException, too, whose cause is the socket's. */
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

    /** Clients that do without {@code java.net} have exceptions of their own, known here by their names alone. */
    private static boolean isNamed(Throwable failure, Pattern names) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST; i++, cause = cause.getCause()) {
            if (names.matcher(cause.getClass().getSimpleName()).find()) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@code HttpURLConnection} cannot give a 401's header fields to a request whose body it streamed. The status is in
     * the exception.
     */
    static Optional<Integer> refusedInStreamingMode(Throwable failure) {
        return find(failure, HttpRetryException.class).map(HttpRetryException::responseCode);
    }

    static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST; i++, cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
