package io.github.mfpjaxrs.security.jcache;

import io.github.mfpjaxrs.security.TokenCache;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Receives revocations from outside, such as from a MobileFirst adapter on log-out, an event listener of the
 * authorization server, or an operator, and evicts tokens on all instances. It is off by default: an application
 * enables it with a subclass that has a path.
 *
 * <pre>{@code @Path("internal/revocations")
 * @RequestScoped
 * public class Revocations extends RevocationResource {}
 * }</pre>
 *
 * <p>A request is a {@code POST} of {@code {"user": "alice"}}, {@code {"device": "..."}} or {@code {"client":
 * "..."}}, with {@code Authorization: Bearer} followed by the value of {@code mfp.revocations.secret}. The responses
 * are 204 when the eviction has taken effect on this instance and is on its way to the others, 400 for any other
 * body, 401 for a wrong secret, 404 if no secret is configured, and 429 above {@code mfp.revocations.per-second}
 * requests per second.
 *
 * <p>Evicting a token does not revoke it. The next request introspects it, so that the authorization server decides.
 * Thread-safe.
 */
public abstract class RevocationResource {

    @Inject
    RevocationReceiver receiver;

    /** For subclasses. */
    protected RevocationResource() {}

    /**
     * Evicts the tokens of a user, device or client.
     *
     * @param authorization the Authorization header field; null if there is none
     * @param body the JSON object
     * @return a response without a body
     * @see TokenCache
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response revoke(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, InputStream body) {
        return receiver.receive(authorization, body);
    }
}
