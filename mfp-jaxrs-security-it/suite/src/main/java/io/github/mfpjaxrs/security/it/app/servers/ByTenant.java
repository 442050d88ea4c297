package io.github.mfpjaxrs.security.it.app.servers;

import io.github.mfpjaxrs.security.spi.AuthorizationServerSelector;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Selects the authorization server that the client names in the {@code X-Tenant} header field, or the path's. */
@ApplicationScoped
public class ByTenant implements AuthorizationServerSelector {

    @Override
    public Optional<String> select(Request request) {
        return request.path().equals("/vouchers/tenants/partner") ? Optional.of("partner") : request.header("X-Tenant");
    }
}
