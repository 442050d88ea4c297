package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** Has an open locator that returns a protected root resource (J26). */
@Path("items")
@RequestScoped
public class Items {

    @Path("{id}")
    public Item one() {
        return new Item();
    }
}
