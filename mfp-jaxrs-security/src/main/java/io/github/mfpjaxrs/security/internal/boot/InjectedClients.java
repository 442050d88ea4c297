package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.client.AuthorizationServerApi;
import io.github.mfpjaxrs.security.internal.client.DetachedClients;
import io.github.mfpjaxrs.security.internal.client.RestClientFactory;
import jakarta.enterprise.inject.Instance;
import java.lang.System.Logger.Level;

/**
 * Creates REST clients through CDI so that the standard configuration keys apply to them. {@link #open()} always
 * returns a new client.
 */
record InjectedClients(Instance<AuthorizationServerApi> clients) implements RestClientFactory {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    @Override
    public AuthorizationServerApi open() {
        return DetachedClients.create(clients::get);
    }

    @Override
    public void close(AuthorizationServerApi client) {
        try {
            if (client instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "a REST client cannot be closed", e);
        }
        try {
            clients.destroy(client);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "a REST client cannot be destroyed", e);
        }
    }
}
