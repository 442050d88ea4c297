package io.github.mfpjaxrs.security.it.app.order;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;

/** A bean with a protected method and a locator for a protected sub-resource. */
@Path("orders")
@RequestScoped
public class Orders {

    static boolean isWatched(ContainerRequestContext request) {
        return isWatched(request.getUriInfo());
    }

    private static boolean isWatched(UriInfo uri) {
        return !uri.getPath().contains("steps");
    }

    @Inject
    void prepare(Stock stock) {
        Steps.take("injection");
    }

    @PostConstruct
    void begin() {
        Steps.take("post-construct");
    }

    @POST
    @MFPProtected("accessRestricted")
    public String order(@QueryParam("argument") Note argument, String body) {
        Steps.take("method");
        return "ordered " + body;
    }

    @Path("deliveries")
    public Deliveries deliveries(@QueryParam("locator") Note argument) {
        Steps.take("locator");
        return new Deliveries();
    }
}
