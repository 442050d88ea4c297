package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A resource whose methods respond asynchronously. */
@Path("asynchronous")
@RequestScoped
public class Asynchronous {

    @Inject
    MFPSecurityContext caller;

    @GET
    @Path("suspended")
    @MFPProtected("accessRestricted")
    public void suspended(@Suspended AsyncResponse response) {
        MFPSecurityContext captured = caller.capture();
        new Thread(() -> response.resume(Callers.describe(captured))).start();
    }

    @GET
    @Path("stage")
    @MFPProtected("accessRestricted")
    public CompletionStage<String> stage() {
        MFPSecurityContext captured = caller.capture();
        return CompletableFuture.supplyAsync(() -> Callers.describe(captured));
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @MFPProtected("accessRestricted")
    public void events(@Context SseEventSink sink, @Context Sse sse) {
        // Sends on the request thread, because Quarkus might never end a stream that another thread starts before this
        // method returns.
        sink.send(sse.newEvent(Callers.describe(caller))).whenComplete((sent, failure) -> sink.close());
    }
}
