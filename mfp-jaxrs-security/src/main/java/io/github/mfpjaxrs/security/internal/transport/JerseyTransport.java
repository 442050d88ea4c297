package io.github.mfpjaxrs.security.internal.transport;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.core.Configuration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.client.ClientRequest;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.HttpUrlConnectorProvider;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;
import org.glassfish.jersey.client.spi.Connector;
import org.glassfish.jersey.client.spi.ConnectorProvider;
import org.glassfish.jersey.message.internal.Statuses;

/**
 * Installs the library's transport in a Jersey REST client. If a proxy is configured, Jersey's default transport is
 * used instead, because the library's transport does not support proxies. This class is loaded only if the REST
 * client is Jersey's.
 */
public final class JerseyTransport implements ConnectorProvider {

    private final URI server;
    private final Limits limits;

    private JerseyTransport(URI server, Limits limits) {
        this.server = server;
        this.limits = limits;
    }

    /**
     * Whether a class provides a transport for Jersey clients. Applications can register such classes themselves.
     *
     * @param name the class name
     * @param loader the class loader to search
     * @return true if the class exists and provides a transport
     */
    public static boolean isTransport(String name, ClassLoader loader) {
        try {
            return ConnectorProvider.class.isAssignableFrom(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Installs the transport.
     *
     * @param builder a Jersey client builder
     * @param server the authorization server's base URL
     * @param limits the limits for exchanges and idle connections
     */
    public static void install(RestClientBuilder builder, URI server, Limits limits) {
        builder.register(new JerseyTransport(server, limits));
    }

    @Override
    public Connector getConnector(Client client, Configuration configuration) {
        if (configuration.getProperty(ClientProperties.PROXY_URI) != null || isBehindProxy(server)) {
            return new HttpUrlConnectorProvider().getConnector(client, configuration);
        }
        return new Transport(
                new Http(limits, new Connections(limits, client.getSslContext(), client.getHostnameVerifier())));
    }

    private static boolean isBehindProxy(URI uri) {
        ProxySelector selector = ProxySelector.getDefault();
        return selector != null && selector.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    private record Transport(Http http) implements Connector {

        @Override
        public ClientResponse apply(ClientRequest request) {
            try {
                byte[] body = request.getEntity() == null ? null : body(request);
                Reply reply = http.exchange(request.getMethod(), request.getUri(), request.getStringHeaders(), body);
                ClientResponse response = new ClientResponse(Statuses.from(reply.status()), request);
                response.headers(reply.headers());
                response.setEntityStream(new ByteArrayInputStream(reply.body()));
                return response;
            } catch (IOException e) {
                throw new ProcessingException(e);
            }
        }

        private static byte[] body(ClientRequest request) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            request.setStreamProvider(length -> body);
            request.writeEntity();
            return body.toByteArray();
        }

        @Override
        public Future<?> apply(ClientRequest request, AsyncConnectorCallback callback) {
            try {
                callback.response(apply(request));
            } catch (RuntimeException e) {
                callback.failure(e);
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public String getName() {
            return "mfp-jaxrs-security";
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
