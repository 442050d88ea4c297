package io.github.mfpjaxrs.security.internal.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.internal.oauth.Settings;
import io.github.mfpjaxrs.security.internal.oauth.TestSettings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartupAuditTest {

    private final Settings settings = TestSettings.with();
    private final ProtectionResolver resolver = new ProtectionResolver(settings.defaultScope());
    private final PlacementCheck placements = new PlacementCheck(resolver);
    private final StartupAudit audit = new StartupAudit(settings, placements);

    @Path("rates")
    public static final class Rates {

        @GET
        public String rates() {
            return "";
        }
    }

    @Path("balance")
    public static final class Balance {

        @GET
        @MFPProtected
        public String balance() {
            return "";
        }
    }

    @Path("bank")
    public static final class Bank {

        @Path("vault")
        public Object vault() {
            return new Object();
        }
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void warningWhenNoMethodIsProtectedThenSaysSo() {
        deploy(Rates.class);

        assertThat(audit.warning())
                .hasValueSatisfying(warning -> assertThat(warning).contains("no resource method is protected"));
    }

    @Test
    void warningWhenOneMethodIsProtectedThenNone() {
        deploy(Rates.class);
        deploy(Balance.class);

        assertThat(audit.warning()).isEmpty();
    }

    @Test
    void warningWhenNothingIsDeployedThenNone() {
        assertThat(audit.warning()).isEmpty();
    }

    @Test
    void warningWhenSubResourcesMayBeProtectedThenNone() {
        deploy(Rates.class);
        deploy(Bank.class);

        assertThat(audit.warning()).isEmpty();
    }

    private void deploy(Class<?> type) {
        placements.check(type);
        for (Method method : ResourceMethods.resourceMethods(type)) {
            audit.deployed(type, method, resolver.ofMethod(type, method));
        }
    }
}
