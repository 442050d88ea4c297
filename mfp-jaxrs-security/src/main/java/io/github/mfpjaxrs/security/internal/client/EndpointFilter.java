package io.github.mfpjaxrs.security.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;

/**
 * Sends each call where it says, in a header field that ends here. One REST client, with one set of standard keys, so
 * reaches endpoints that a server names anywhere. Public because runtimes create it.
 */
public final class EndpointFilter implements ClientRequestFilter {

    static final String HEADER = "MFP-Endpoint";

    /** Creates the filter, which has no state. */
    public EndpointFilter() {}

    @Override
    public void filter(ClientRequestContext request) {
        String endpoint = request.getHeaderString(HEADER);
        request.getHeaders().remove(HEADER);
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (authorization == null || authorization.isEmpty()) {
            // Jersey would send a field without a value.
            request.getHeaders().remove(HttpHeaders.AUTHORIZATION);
        }
        request.setUri(URI.create(endpoint));
    }
}
