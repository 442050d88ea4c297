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
 * The endpoints of an authorization server. Each call names its own, which {@link EndpointFilter} puts in place of the
 * path written here, with all that is secret in it. The standard keys under {@code mfp-authorization-server/mp-rest/} (trust store, key store,
 * proxy) work on it.
 *
 * <p>The scope annotation makes it a bean in every bean discovery mode; there is no {@code @Path} on the interface, which
 * some runtimes would take for a resource. Public because runtimes make a proxy of it.
 */
@Dependent
@RegisterRestClient(configKey = "mfp-authorization-server")
@RegisterProvider(UnexpectedStatusMapper.class)
@RegisterProvider(value = EndpointFilter.class, priority = EndpointFilter.LAST)
@RegisterProvider(HeaderParamConverters.class)
public interface AuthorizationServerApi {

    /**
     * RFC 6749 §4.4.
     *
     * @param connection {@code close} for a connection that is not kept
     * @param call where to send it, who asks, grant type and scope
     * @return a 200, to be closed; any other status is thrown as {@link UnexpectedStatusException}
     */
    @POST
    @Path("az/v1/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    Response requestToken(@HeaderParam(EndpointFilter.CONNECTION) @Nullable String connection, OutgoingCall call);

    /**
     * RFC 7662 §2.1.
     *
     * @param connection {@code close} for a connection that is not kept
     * @param call where to send it, who asks, and the token to be introspected
     * @return a 200, to be closed; any other status is thrown as {@link UnexpectedStatusException}
     */
    @POST
    @Path("az/v1/introspection")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    Response introspect(@HeaderParam(EndpointFilter.CONNECTION) @Nullable String connection, OutgoingCall call);

    /**
     * RFC 8414 §3.1.
     *
     * @param connection {@code close} for a connection that is not kept
     * @param location where the metadata is
     * @return a 200, to be closed; any other status is thrown as {@link UnexpectedStatusException}
     */
    @GET
    @Path("metadata")
    @Produces(MediaType.APPLICATION_JSON)
    Response metadata(
            @HeaderParam(EndpointFilter.CONNECTION) @Nullable String connection,
            @HeaderParam(EndpointFilter.HEADER) URI location);
}
