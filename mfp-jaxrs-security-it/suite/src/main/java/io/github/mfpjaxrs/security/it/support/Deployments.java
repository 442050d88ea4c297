package io.github.mfpjaxrs.security.it.support;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.container.spi.event.container.AfterDeploy;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;

/**
 * Remembers each deployment's address. Arquillian does not inject the addresses of deployments that a test starts
 * itself, and some adapters report the address of a network interface on which no server listens. All servers in this
 * suite listen on the loopback interface.
 */
public final class Deployments {

    static final String DEFAULT = "_DEFAULT_";

    private static final Map<String, URI> BASES = new ConcurrentHashMap<>();

    @Inject
    private Instance<ProtocolMetaData> metaData;

    static URI base(String deployment) {
        URI base = BASES.get(deployment);
        if (base == null) {
            throw new IllegalStateException(deployment + " is not deployed");
        }
        return base;
    }

    void remember(@Observes AfterDeploy event) {
        HTTPContext http =
                metaData.get().getContexts(HTTPContext.class).iterator().next();
        String root = http.getServlets().stream()
                .map(Servlet::getContextRoot)
                .findFirst()
                .orElseGet(
                        () -> "/" + event.getDeployment().getArchive().getName().replace(".war", ""));
        String path = root.startsWith("/") ? root : "/" + root;
        URI base = URI.create("http://127.0.0.1:" + http.getPort() + (path.endsWith("/") ? path : path + "/"));
        BASES.put(event.getDeployment().getName(), base);
    }
}
