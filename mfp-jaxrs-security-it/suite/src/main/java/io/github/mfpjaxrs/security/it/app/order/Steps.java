package io.github.mfpjaxrs.security.it.app.order;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Returns the steps recorded since the previous call, one per line. */
@Path("steps")
@RequestScoped
public class Steps {

    private static final Queue<String> TAKEN = new ConcurrentLinkedQueue<>();

    static void take(String step) {
        TAKEN.add(step);
    }

    @GET
    public String taken() {
        String all = String.join("\n", TAKEN);
        TAKEN.clear();
        return all;
    }
}
