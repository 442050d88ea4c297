package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.oauth.ServerTrouble;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells by the causes of a failed call what kind of trouble it is. Their texts are never passed on. */
final class Failures {

    private static final int DEEPEST = 20;

    private Failures() {}

    static ServerTrouble trouble(Throwable failure) {
        if (find(failure, SSLException.class).isPresent()) {
            return new ServerTrouble(
                    ServerTrouble.Kind.TLS,
                    "no trusted TLS connection to the authorization server; check its certificate and"
                            + " mfp-authorization-server/mp-rest/trustStore",
                    failure);
        }
        if (isUnreachable(failure)) {
            return new ServerTrouble(
                    ServerTrouble.Kind.UNREACHABLE, "the authorization server cannot be reached", failure);
        }
        if (find(failure, SocketTimeoutException.class).isPresent() || isNamedTimeout(failure)) {
            return new ServerTrouble(
                    ServerTrouble.Kind.TIMEOUT, "the authorization server did not answer in time", failure);
        }
        return new ServerTrouble(
                ServerTrouble.Kind.BROKEN_CONNECTION, "the call to the authorization server failed", failure);
    }

    private static boolean isUnreachable(Throwable failure) {
        return find(failure, ConnectException.class).isPresent()
                || find(failure, UnknownHostException.class).isPresent()
                || find(failure, NoRouteToHostException.class).isPresent()
                || find(failure, UnresolvedAddressException.class).isPresent();
    }

    /** Clients that do without {@code java.net} have timeouts of their own, known here by name alone. */
    private static boolean isNamedTimeout(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST; i++, cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().contains("Timeout")) {
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
