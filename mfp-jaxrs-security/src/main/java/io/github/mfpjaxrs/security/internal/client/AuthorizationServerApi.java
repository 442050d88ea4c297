package io.github.mfpjaxrs.security.internal.client;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of an authorization server. The {@code @Path} of each method is only a placeholder:
 * {@link OutgoingCallFilter} replaces it with the call's actual endpoint and adds the secrets. The REST client's
 * standard keys under {@code mfp-authorization-server/mp-rest/} apply, such as those for the trust store, key store
 * and proxy.
 *
 * <p>The scope annotation makes the interface a bean in every bean discovery mode. The interface itself has no
 * {@code @Path}, because some runtimes would otherwise mistake it for a resource. The interface is public because
 * runtimes create a proxy for it.
 */
@Dependent
@RegisterRestClient(configKey = "mfp-authorization-server")
@RegisterProvider(UnexpectedStatusMapper.class)
@RegisterProvider(value = OutgoingCallFilter.class, priority = OutgoingCallFilter.LAST)
@RegisterProvider(HeaderParamConverters.class)
public interface AuthorizationServerApi {

    /**
     * Requests an access token with the client credentials grant (RFC 6749 §4.4).
     *
     * @param connection {@code close} to close the connection after the exchange; null to keep it alive
     * @param call the endpoint, the client's credentials, the grant type and the scope
     * @return a response with status 200, which the caller must close
     * @throws UnexpectedStatusException for any other status
     */
    @POST
    @Path("az/v1/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    Response requestToken(@HeaderParam(OutgoingCallFilter.CONNECTION) @Nullable String connection, OutgoingCall call);

    /**
     * Introspects a token (RFC 7662 §2.1).
     *
     * @param connection {@code close} to close the connection after the exchange; null to keep it alive
     * @param call the endpoint, the caller's credentials and the token to introspect
     * @return a response with status 200, which the caller must close
     * @throws UnexpectedStatusException for any other status
     */
    @POST
    @Path("az/v1/introspection")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    Response introspect(@HeaderParam(OutgoingCallFilter.CONNECTION) @Nullable String connection, OutgoingCall call);

    /**
     * Reads the authorization server's metadata (RFC 8414 §3.1).
     *
     * @param connection {@code close} to close the connection after the exchange; null to keep it alive
     * @param location the URL of the metadata document
     * @return a response with status 200, which the caller must close
     * @throws UnexpectedStatusException for any other status
     */
    @GET
    @Path("metadata")
    @Produces(MediaType.APPLICATION_JSON)
    Response metadata(
            @HeaderParam(OutgoingCallFilter.CONNECTION) @Nullable String connection,
            @HeaderParam(OutgoingCallFilter.HEADER) URI location);
}
