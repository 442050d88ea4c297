package io.github.mfpjaxrs.security.internal.client;

import jakarta.annotation.Priority;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Completes each call after all other filters have run, by setting the URI, credentials, body and Accept header
 * field. A single REST client with one set of standard keys can therefore reach any endpoint that a server
 * advertises. A filter or cookie store that the application registers for its own clients does not affect these
 * calls. Other header fields are kept, because a gateway or a tracer might need them. This class is public because
 * runtimes instantiate it.
 */
@Priority(OutgoingCallFilter.LAST)
public final class OutgoingCallFilter implements ClientRequestFilter {

    static final String HEADER = "MFP-Endpoint";
    static final String CONNECTION = "Connection";
    static final int LAST = Integer.MAX_VALUE;

    private static final List<String> REMOVED_HEADERS =
            List.of(HttpHeaders.COOKIE, HttpHeaders.CONTENT_LENGTH, "Transfer-Encoding", "Expect", "Accept-Encoding");

    private static final Annotation[] NO_ANNOTATIONS = {};

    private final AtomicBoolean checked = new AtomicBoolean();

    /** Creates the filter. */
    public OutgoingCallFilter() {}

    @Override
    public void filter(ClientRequestContext request) {
        if (!checked.get() && checked.compareAndSet(false, true)) {
            ForeignProviders.report(request.getConfiguration());
        }
        REMOVED_HEADERS.forEach(request.getHeaders()::remove);
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        if (isBlank(request.getHeaderString(CONNECTION))) {
            // Jersey would otherwise send a field with an empty value.
            request.getHeaders().remove(CONNECTION);
        }
        if (request.getEntity() instanceof OutgoingCall call) {
            address(request, call.endpoint(), call.authorization().orElse(null));
            request.setMethod("POST");
            request.setEntity(call.body(), NO_ANNOTATIONS, MediaType.APPLICATION_FORM_URLENCODED_TYPE);
        } else if (request.getEntity() == null && !isBlank(request.getHeaderString(HEADER))) {
            address(request, URI.create(request.getHeaderString(HEADER)), null);
        } else {
            throw new IllegalStateException("another client filter has replaced a call to the authorization server");
        }
    }

    private static void address(ClientRequestContext request, URI endpoint, @Nullable String authorization) {
        request.getHeaders().remove(HEADER);
        request.setUri(endpoint);
        if (authorization == null) {
            request.getHeaders().remove(HttpHeaders.AUTHORIZATION);
        } else {
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, authorization);
        }
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
