package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.AccessDecided;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records access decisions and the requests that they apply to. */
@Path("decisions")
@ApplicationScoped
public class Decisions {

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    void hear(@Observes AccessDecided event) {
        heard.add(event.httpMethod().orElse("-") + " " + event.pathTemplate().orElse("-") + " "
                + event.status().map(String::valueOf).orElse("granted"));
    }

    /** Returns the decisions made since the last call. */
    @GET
    public String since() {
        StringBuilder decisions = new StringBuilder();
        for (String decision = heard.poll(); decision != null; decision = heard.poll()) {
            decisions.append(decision).append('\n');
        }
        return decisions.toString();
    }
}
