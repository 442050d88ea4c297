package io.github.mfpjaxrs.security.it.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests configuration keys in environment variables. This requires a process whose environment the tests can set,
 * which application servers do not offer.
 */
@RuntimeTest
@Tag("G1")
class EnvironmentIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "mistyped-variable", managed = false, testable = false)
    static WebArchive mistyped() {
        return war("mistyped-variable", "MFP_TOKEN_REQUIRED_AUDIANCE=accounts\n");
    }

    @Deployment(name = "blank-variable", managed = false, testable = false)
    static WebArchive blank() {
        return war("blank-variable", "MFP_TOKEN_REQUIRED_AUDIENCE=\n");
    }

    @Deployment(name = "variables", managed = false, testable = false)
    static WebArchive right() {
        return war(
                "variables",
                "MFP_TOKEN_REQUIRED_AUDIENCE=accounts\nMFP_CACHE_MAX_AGE=PT30S\nMFP_COLOUR_OF_THE_SHED=red\n");
    }

    private static WebArchive war(String name, String environment) {
        return War.named(name)
                .of(RestApplication.class, Accounts.class)
                .against(SERVER)
                .build()
                .addAsResource(new StringAsset(environment), QuarkusServer.ENVIRONMENT);
    }

    @Test
    void deployWhenAVariableIsMistypedThenItFails() {
        assertThatThrownBy(() -> deployer.deploy("mistyped-variable"))
                .rootCause()
                .hasMessageContaining("Quarkus has ended");
    }

    @Test
    @Tag("G8")
    void deployWhenAVariableIsBlankThenItFails() {
        assertThatThrownBy(() -> deployer.deploy("blank-variable"))
                .rootCause()
                .hasMessageContaining("Quarkus has ended");
    }

    @Test
    void deployWhenVariablesAreRightOrSomebodyElsesThenTheyCount() throws Exception {
        try (Attempt variables = Attempt.toDeploy(deployer, "variables")) {
            Site site = variables.served();

            int ofNoAudience = site.get("accounts/balance", SERVER.issue("accessRestricted", "john"))
                    .statusCode();
            int ofTheAudience = site.get(
                            "accounts/balance",
                            SERVER.token()
                                    .scope("accessRestricted")
                                    .user("john")
                                    .claim("aud", "\"accounts\"")
                                    .issue())
                    .statusCode();

            assertThat(ofNoAudience).isEqualTo(401);
            assertThat(ofTheAudience).isEqualTo(200);
        }
    }
}
