package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import java.net.URI;
import java.util.function.Supplier;

/** Reports each request and its outcome to the instrumentation. Thread-safe if the observed server is. */
public final class ObservedAuthorizationServer implements AuthorizationServer {

    private final AuthorizationServer server;
    private final Instrumentation instrumentation;

    public ObservedAuthorizationServer(AuthorizationServer server, Instrumentation instrumentation) {
        this.server = server;
        this.instrumentation = instrumentation;
    }

    @Override
    public Answer requestToken(URI endpoint, ClientCredentials credentials, String scope) {
        return observed(
                Instrumentation.Operation.TOKEN, endpoint, () -> server.requestToken(endpoint, credentials, scope));
    }

    @Override
    public Answer introspect(URI endpoint, ClientCredentials credentials, String token) {
        return observed(
                Instrumentation.Operation.INTROSPECTION,
                endpoint,
                () -> server.introspect(endpoint, credentials, token));
    }

    @Override
    public Answer metadata(URI location) {
        return observed(Instrumentation.Operation.METADATA, location, () -> server.metadata(location));
    }

    private Answer observed(Instrumentation.Operation operation, URI url, Supplier<Answer> request) {
        Instrumentation.Exchange exchange = instrumentation.sending(operation, url);
        try {
            Answer answer = request.get();
            exchange.answered(answer.status());
            return answer;
        } catch (Throwable e) {
            exchange.failed(AuthorizationServerFailure.kindOf(e));
            throw e;
        }
    }
}
