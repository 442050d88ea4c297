package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.stream.Stream;

/** Reports how many of the library's threads are busy. */
@Path("call-threads")
@RequestScoped
public class CallThreads {

    /** Returns the number of threads that are making a call. */
    @GET
    public String calls() {
        return busy("mfp-call-");
    }

    /** Returns the number of threads that hold an introspection permit while they wait for a call. */
    @GET
    @Path("introspection")
    public String introspections() {
        return busy("mfp-introspection-");
    }

    private static String busy(String name) {
        return String.valueOf(Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith(name))
                .filter(thread -> Stream.of(thread.getValue())
                        .noneMatch(frame -> frame.getMethodName().equals("getTask")))
                .count());
    }
}
