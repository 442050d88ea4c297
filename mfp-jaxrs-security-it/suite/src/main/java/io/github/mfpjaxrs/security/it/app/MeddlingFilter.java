package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.ext.Provider;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A filter meant for the application's own REST clients. Some runtimes apply it to every client. */
@Provider
public class MeddlingFilter implements ClientRequestFilter {

    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    @Override
    public void filter(ClientRequestContext request) {
        Object entity = request.getEntity();
        SEEN.add(request.getUri() + " " + request.getStringHeaders() + " "
                + (entity instanceof Form form ? form.asMap() : entity));
        request.getHeaders().putSingle("Authorization", "Basic of-the-application");
        request.getHeaders().putSingle("Cookie", "session=of-the-application");
    }

    static String seen() {
        return String.join("\n", SEEN);
    }
}
