package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.ScopeMatch;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import io.github.mfpjaxrs.security.spi.ResourceOperation;
import io.github.mfpjaxrs.security.spi.ResourceOperation.Closed;
import io.github.mfpjaxrs.security.spi.ResourceOperation.None;
import io.github.mfpjaxrs.security.spi.ResourceOperation.OptionalToken;
import io.github.mfpjaxrs.security.spi.ResourceOperation.Token;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OperationCatalogueTest {

    private final OperationCatalogue catalogue = new OperationCatalogue(new ResourceAuthorizer(
            TestRequirements.by(new ProtectionResolver(RequiredScope.allOf("RegisteredClient"))),
            TestAuthorization.granting("read", Runnable::run, new FakeListener(false))));

    @Path("accounts")
    @MFPProtected("read")
    public static class Accounts {

        @GET
        @Path("{id: [0-9]+}")
        public String account() {
            return "";
        }

        @PUT
        @MFPProtected(value = "write admin", match = ScopeMatch.ANY)
        public void replace() {}

        @POST
        @PermitAll
        public void order() {}

        @DELETE
        @DenyAll
        public void remove() {}

        @Path("{id}/cards")
        @MFPProtected("cards")
        public Cards cards() {
            return new Cards();
        }
    }

    public static class Cards {

        @GET
        @Path("{card}")
        @MFPProtected("card")
        public String card() {
            return "";
        }

        @Path("linked")
        public Cards linked() {
            return this;
        }
    }

    @Path("rates")
    public static class Rates {

        @GET
        public String rates() {
            return "";
        }
    }

    @MFPProtected("app")
    public static class ProtectedApplication extends Application {}

    @Test
    @Tag("O4")
    void listWhenMethodsDifferThenHasTheRequirementOfEach() {
        catalogue.deployed(Accounts.class, Set.of());

        assertThat(catalogue.list())
                .containsExactlyInAnyOrder(
                        new ResourceOperation("GET", "/accounts/{id: [0-9]+}", token("read")),
                        new ResourceOperation("PUT", "/accounts", new Token(RequiredScope.anyOf("write admin"))),
                        new ResourceOperation("POST", "/accounts", new OptionalToken()),
                        new ResourceOperation("DELETE", "/accounts", new Closed()),
                        new ResourceOperation("GET", "/accounts/{id}/cards/{card}", token("cards card")));
    }

    @Test
    @Tag("O4")
    void listWhenTheApplicationRequiresAScopeThenItAppliesToMethodsWithoutTheirOwn() {
        catalogue.deployed(Rates.class, Set.of(ProtectedApplication.class));

        assertThat(catalogue.list()).containsExactly(new ResourceOperation("GET", "/rates", token("app")));
    }

    @Test
    @Tag("O4")
    void listWhenAClassIsDiscoveredAndThenDeployedThenTheDeploymentCounts() {
        catalogue.discovered(Rates.class, Set.of(ProtectedApplication.class));
        catalogue.deployed(Rates.class, Set.of());

        assertThat(catalogue.list()).containsExactly(new ResourceOperation("GET", "/rates", new None()));
    }

    @Test
    void listenerWhenAClassIsDeployedTwiceThenCalledOnce() {
        AtomicInteger calls = new AtomicInteger();
        catalogue.onChange(calls::incrementAndGet);

        catalogue.deployed(Rates.class, Set.of());
        catalogue.deployed(Rates.class, Set.of());

        assertThat(calls).hasValue(1);
    }

    private static Token token(String scope) {
        return new Token(RequiredScope.allOf(scope));
    }
}
