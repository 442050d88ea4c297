package io.github.mfpjaxrs.security.it.extensions.app;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource that reports the authorization server's status without MicroProfile Health. */
@Path("server-status")
@ApplicationScoped
public class ServerStatus {

    @Inject
    AuthorizationServerStatus status;

    @GET
    public String state() {
        return status.current().state().name();
    }
}
