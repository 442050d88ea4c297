package io.github.mfpjaxrs.peers;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.client.WebClient;
import org.apache.cxf.jaxrs.lifecycle.SingletonResourceProvider;
import org.apache.cxf.rs.security.oauth2.filters.AccessTokenIntrospectionClient;
import org.apache.cxf.rs.security.oauth2.filters.OAuthRequestFilter;
import org.apache.cxf.rs.security.oauth2.provider.OAuthJSONProvider;

/**
 * Serves the same method at two addresses, one of which CXF's filter protects. The filter's cache is off by default.
 */
public final class Peer {

    private static final String GREETING = "Hello, world";

    private Peer() {}

    /** Starts the server. */
    public static void main(String[] arguments) throws InterruptedException {
        String base = "http://127.0.0.1:" + System.getProperty("port");
        serve(base + "/open", List.of());
        serve(base + "/protected", List.of(filter()));
        Thread.currentThread().join();
    }

    private static OAuthRequestFilter filter() {
        AccessTokenIntrospectionClient introspection = new AccessTokenIntrospectionClient();
        // By default CXF sends the form as text/xml, which servers reject.
        introspection.setTokenValidatorClient(WebClient.create(
                        System.getProperty("basic.introspection.url"),
                        List.of(new OAuthJSONProvider()),
                        System.getProperty("mfp.client-id"),
                        System.getProperty("mfp.client-secret"),
                        null)
                .type(MediaType.APPLICATION_FORM_URLENCODED)
                .accept(MediaType.APPLICATION_JSON));
        OAuthRequestFilter filter = new OAuthRequestFilter();
        filter.setTokenValidator(introspection);
        filter.setRequiredScopes(List.of("accessRestricted"));
        if (Boolean.getBoolean("cache")) {
            filter.setMaxValidationDataCacheSize(50_000);
        }
        return filter;
    }

    private static void serve(String address, List<?> providers) {
        JAXRSServerFactoryBean server = new JAXRSServerFactoryBean();
        server.setAddress(address);
        server.setResourceClasses(Resource.class);
        server.setResourceProvider(Resource.class, new SingletonResourceProvider(new Resource()));
        server.setProviders(providers);
        server.create();
    }

    /** The resource to serve. */
    @Path("/")
    @Produces(MediaType.TEXT_PLAIN)
    public static class Resource {

        /** Returns a greeting. */
        @GET
        public String greet() {
            return GREETING;
        }
    }
}
