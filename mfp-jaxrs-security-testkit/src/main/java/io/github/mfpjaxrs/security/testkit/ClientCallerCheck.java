package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.Authentication.Known;
import java.util.Optional;

/** Requires the caller to authenticate as a confidential client, which is the usual scheme for RFC 7662. */
final class ClientCallerCheck implements CallerCheck {

    private final Clients clients;

    ClientCallerCheck(Clients clients) {
        this.clients = clients;
    }

    @Override
    public Optional<Response> refusal(Request request) {
        if (!(clients.authenticateByHeaderOrForm(request) instanceof Known known)) {
            return Optional.of(
                    Response.error(401, "invalid_client").with("WWW-Authenticate", "Basic realm=\"mobilefirst\""));
        }
        return known.client().mayHave(Client.INTROSPECT) ? Optional.empty() : Optional.of(Response.empty(403));
    }
}
