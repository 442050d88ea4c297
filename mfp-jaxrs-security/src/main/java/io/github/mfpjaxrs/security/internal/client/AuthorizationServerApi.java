package io.github.mfpjaxrs.security.internal.client;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of an authorization server. Each call names its own, which {@link EndpointFilter} puts in place of the
 * path written here. The standard keys under {@code mfp-authorization-server/mp-rest/} (trust store, key store,
 * proxy) work on it.
 *
 * <p>The scope annotation makes it a bean in every bean discovery mode; there is no {@code @Path} on the interface, which
 * some runtimes would take for a resource. Public because runtimes make a proxy of it.
 */
@Dependent
@RegisterRestClient(configKey = "mfp-authorization-server")
@RegisterProvider(UnusualStatusMapper.class)
@RegisterProvider(EndpointFilter.class)
@RegisterProvider(HeaderValues.class)
public interface AuthorizationServerApi {

    /**
     * RFC 6749 §4.4.
     *
     * @param endpoint where to send it
     * @param authorization who asks, if not in the form
     * @param form grant type and scope
     * @return a 200, to be closed; any other status is thrown as {@link UnusualStatusException}
     */
    @POST
    @Path("az/v1/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    Response requestToken(
            @HeaderParam(EndpointFilter.HEADER) URI endpoint,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            Form form);

    /**
     * RFC 7662 §2.1.
     *
     * @param endpoint where to send it
     * @param authorization who asks, if not in the form
     * @param form the token to be introspected
     * @return a 200, to be closed; any other status is thrown as {@link UnusualStatusException}
     */
    @POST
    @Path("az/v1/introspection")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    Response introspect(
            @HeaderParam(EndpointFilter.HEADER) URI endpoint,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            Form form);

    /**
     * RFC 8414 §3.1.
     *
     * @param location where the metadata is
     * @return a 200, to be closed; any other status is thrown as {@link UnusualStatusException}
     */
    @GET
    @Path("metadata")
    @Produces(MediaType.APPLICATION_JSON)
    Response metadata(@HeaderParam(EndpointFilter.HEADER) URI location);
}
