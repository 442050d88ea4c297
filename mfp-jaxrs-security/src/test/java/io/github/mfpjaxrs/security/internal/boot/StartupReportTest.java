package io.github.mfpjaxrs.security.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.protection.PlacementValidator;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.request.HttpAuthorization;
import io.github.mfpjaxrs.security.internal.request.TestAuthorization;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StartupReportTest {

    private final Settings settings = TestSettings.with();
    private final ProtectionResolver resolver = new ProtectionResolver(settings.defaultScope());
    private final PlacementValidator placements = new PlacementValidator(resolver);
    private final StartupReport audit = new StartupReport(settings, placements, TestAuthorization.ofPaths());

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

    @Path("sub")
    public static final class Sub {

        @Path("rates")
        public Unsaid rates() {
            return new Unsaid();
        }
    }

    public static final class Unsaid {

        @GET
        public String rates() {
            return "";
        }
    }

    @Path("branch")
    public static final class Branch {

        @Path("teller")
        @MFPProtected("a,b")
        public Teller teller() {
            return new Teller();
        }

        @GET
        public String hours() {
            return "";
        }
    }

    public static final class Teller {

        @GET
        public String queue() {
            return "";
        }

        @GET
        @Path("name")
        @MFPProtected("a=b")
        public String name() {
            return "";
        }

        @GET
        @Path("desk")
        @PermitAll
        public String desk() {
            return "";
        }
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    @Tag("G6")
    void lineWhenWrittenThenSaysHowManyAreClosedAndHowManyAreOpen() {
        deploy(Rates.class);
        deploy(Balance.class);

        assertThat(audit.summary())
                .startsWith(
                        "MFP protection: resource methods: 1 protected, 1 open; scopes"
                                + " [RegisteredClient]; authorization server https://mfp.example.com/mfp/api as client accounts");
    }

    @Test
    @Tag("G6")
    void lineWhenThereAreSubResourcesThenTheirMethodsCountWithWhatTheWayRequires() {
        deploy(Branch.class);

        assertThat(audit.summary())
                .startsWith("MFP protection: resource methods: 3 protected, 1 open"
                        + " (3 of all in sub-resources); scopes [a,b, a,b a=b]");
    }

    @Test
    @Tag("G6")
    void lineWhenTheApplicationRequiresAScopeThenItsSubResourcesDoSo() {
        deploy(Sub.class);
        assertThat(audit.summary()).startsWith("MFP protection: resource methods: 0 protected, 1 open");

        audit.applicationRequires(new Protection.Scoped(RequiredScope.allOf("of-application")));

        assertThat(audit.summary()).startsWith("MFP protection: resource methods: 1 protected, 0 open");
    }

    @Test
    @Tag("G6")
    void lineWhenALocatorMayReturnAnythingThenSaysThatItIsNotAll() {
        deploy(Bank.class);

        assertThat(audit.summary()).contains("0 open, and more may become known with their first request;");
    }

    @Test
    @Tag("C8")
    void warningsWhenAScopeIsMisreadByClientsThenNameTheMethod() {
        deploy(Branch.class);

        assertThat(audit.warnings())
                .hasSize(3)
                .anySatisfy(warning -> assertThat(warning)
                        .contains(Teller.class.getName() + ".name[]")
                        .contains("[a,b, a=b]")
                        .contains("= or a comma"));
    }

    @Test
    void warningWhenNoMethodIsProtectedThenSaysSo() {
        deploy(Rates.class);

        assertThat(audit.warnings()).singleElement().asString().contains("no resource method is protected");
    }

    @Test
    void warningWhenOneMethodIsProtectedThenNone() {
        deploy(Rates.class);
        deploy(Balance.class);

        assertThat(audit.warnings()).isEmpty();
    }

    @Test
    @Tag("S1")
    void warningsWhenAPatternMatchesNoResourceThenNameIt() throws Exception {
        HttpAuthorization http = TestAuthorization.ofPaths("mfp.protect.a.paths", "/rates,/app/rates/*");
        try (StartupReport report = new StartupReport(settings, placements, http)) {
            report.deployed(Rates.class, Rates.class.getMethod("rates"), new Protection.Unsaid());

            assertThat(report.warnings())
                    .singleElement()
                    .asString()
                    .contains("/app/rates/*")
                    .doesNotContain("/rates,");

            http.takeOverPaths();
            assertThat(report.warnings()).isEmpty();
        }
    }

    @Test
    void warningWhenNothingIsDeployedThenNone() {
        assertThat(audit.warnings()).isEmpty();
    }

    @Test
    void warningWhenSubResourcesMayBeProtectedThenNone() {
        deploy(Rates.class);
        deploy(Bank.class);

        assertThat(audit.warnings()).isEmpty();
    }

    private void deploy(Class<?> type) {
        placements.check(type);
        for (Method method : ResourceMethods.resourceMethods(type)) {
            audit.deployed(type, method, resolver.ofMethod(type, method));
        }
    }
}
