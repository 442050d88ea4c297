package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds all responses back until every request has arrived, so that the requests overlap. */
@Path("gathering")
@RequestScoped
public class Gathering {

    private static final Map<AsyncResponse, MFPSecurityContext> WAITING = new ConcurrentHashMap<>();

    @Inject
    MFPSecurityContext caller;

    @GET
    @MFPProtected("accessRestricted")
    public void join(@QueryParam("size") int size, @Suspended AsyncResponse response) {
        WAITING.put(response, caller.capture());
        if (WAITING.size() == size) {
            WAITING.forEach((waiting, security) -> waiting.resume(Callers.describe(security)));
            WAITING.clear();
        }
    }
}
