package io.github.mfpjaxrs.security.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure.Kind;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExceptionClassifierTest {

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(new SSLHandshakeException("s3cr3t"), Kind.TLS),
                Arguments.of(new ConnectException("s3cr3t"), Kind.UNREACHABLE),
                Arguments.of(new UnknownHostException("s3cr3t"), Kind.UNREACHABLE),
                Arguments.of(new NoRouteToHostException("s3cr3t"), Kind.UNREACHABLE),
                Arguments.of(new UnresolvedAddressException(), Kind.UNREACHABLE),
                Arguments.of(new SocketTimeoutException("s3cr3t"), Kind.TIMEOUT),
                Arguments.of(new HttpTimeoutException("s3cr3t"), Kind.TIMEOUT),
                Arguments.of(new SocketException("s3cr3t"), Kind.BROKEN_CONNECTION),
                Arguments.of(new IllegalStateException("s3cr3t"), Kind.BROKEN_CONNECTION));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void classifyWhenCauseIsDeepThenItsKindWithoutItsText(Exception cause, Kind kind) {
        AuthorizationServerFailure failure =
                ExceptionClassifier.classify(new ProcessingException(new IOException(cause)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageNotContaining("s3cr3t");
        assertThat(failure.getRetryAfter()).isEmpty();
    }

    @Test
    void classifyWhenCausesGoRoundInACircleThenItEnds() {
        IOException one = new IOException("one");
        IOException other = new IOException("other", one);
        one.initCause(other);

        assertThat(ExceptionClassifier.classify(one).kind()).isEqualTo(Kind.BROKEN_CONNECTION);
    }

    @Test
    void statusOfStreamedRequestWhenHttpRetryExceptionThenItsStatus() {
        HttpRetryException retry = new HttpRetryException("cannot retry", 401);

        assertThat(ExceptionClassifier.statusOfStreamedRequest(new ProcessingException(retry)))
                .contains(401);
        assertThat(ExceptionClassifier.statusOfStreamedRequest(new IOException()))
                .isEmpty();
    }
}
