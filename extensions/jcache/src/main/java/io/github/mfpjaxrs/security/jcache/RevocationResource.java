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
 * Receives external revocations and evicts the affected tokens on all instances. Revocations can come, for example,
 * from a MobileFirst adapter at logout, from an event listener in the authorization server, or from an operator. This
 * resource is disabled by default. An application enables it by declaring a subclass with a path.
 *
 * <pre>{@code @Path("internal/revocations")
 * @RequestScoped
 * public class Revocations extends RevocationResource {}
 * }</pre>
 *
 * <p>A request is a {@code POST} whose body is {@code {"user": "alice"}}, {@code {"device": "..."}} or {@code
 * {"client": "..."}}. The request has the header field {@code Authorization: Bearer} followed by the value of {@code
 * mfp.revocations.secret}. The response is 204 if the eviction has taken effect on this instance and is being
 * announced to the others, 400 for any other body, 401 for a wrong secret, 404 if no secret is configured, and 429 if
 * there are more than {@code mfp.revocations.per-second} requests per second.
 *
 * <p>Evicting a token does not revoke it. The next request with the token causes a new introspection, so that the
 * authorization server decides. Thread-safe.
 */
public abstract class RevocationResource {

    @Inject
    RevocationReceiver receiver;

    /** For subclasses. */
    protected RevocationResource() {}

    /**
     * Evicts the tokens of a user, device or client.
     *
     * @param authorization the Authorization header field, or null if there is none
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
