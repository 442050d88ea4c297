package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenValidator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.stream.IntStream;

/** Validates tokens on its own threads, because a server can have fewer request threads than the test needs. */
@Path("validations")
@ApplicationScoped
public class Validations {

    @Inject
    TokenValidator validator;

    /** Starts validating the given number of different tokens and does not wait for the results. */
    @GET
    @Path("{count}")
    public String begin(@PathParam("count") int count) {
        IntStream.range(0, count).forEach(number -> {
            Thread thread =
                    new Thread(() -> validator.validate(List.of("Bearer token-" + number), RequiredScope.none()));
            thread.setDaemon(true);
            thread.start();
        });
        return "begun";
    }
}
