package io.github.mfpjaxrs.security.it.app.dispatch;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** A resource with one open method and two protected methods that return their caller. */
@Path("frames")
@RequestScoped
public class Frames {

    @Inject
    MFPSecurityContext injected;

    @GET
    @Path("first")
    @MFPProtected("accessRestricted")
    public String first(@Context SecurityContext standard) {
        return "first secret of " + callers(standard);
    }

    @GET
    @Path("second")
    @MFPProtected("accessRestricted")
    public String second(@Context SecurityContext standard) {
        return "second secret of " + callers(standard);
    }

    @GET
    @Path("open")
    public String open() {
        return "open";
    }

    private String callers(SecurityContext standard) {
        return name(injected.getUserPrincipal()) + " and " + name(standard.getUserPrincipal());
    }

    private static String name(Principal principal) {
        return principal == null ? "nobody" : principal.getName();
    }
}
