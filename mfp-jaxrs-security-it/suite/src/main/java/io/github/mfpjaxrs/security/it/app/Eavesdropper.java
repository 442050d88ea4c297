package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A provider of one application, which must not be applied to another application's calls. */
@Provider
public class Eavesdropper implements WriterInterceptor, ClientResponseFilter {

    private static final Queue<String> OVERHEARD = new ConcurrentLinkedQueue<>();

    @Override
    public void aroundWriteTo(WriterInterceptorContext body) throws IOException {
        OVERHEARD.add("sent " + body.getEntity());
        body.proceed();
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        OVERHEARD.add("received from " + request.getUri());
    }

    /** Tells what the provider has seen. */
    @Path("overheard")
    public static class Report {

        @GET
        public String overheard() {
            return "overheard " + String.join("\n", OVERHEARD);
        }
    }
}
