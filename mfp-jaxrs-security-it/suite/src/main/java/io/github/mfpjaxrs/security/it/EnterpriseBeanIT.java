package io.github.mfpjaxrs.security.it;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.ejb.EnterpriseLocators;
import io.github.mfpjaxrs.security.it.app.ejb.Journal;
import io.github.mfpjaxrs.security.it.app.ejb.Ledger;
import io.github.mfpjaxrs.security.it.app.ejb.LedgerBean;
import io.github.mfpjaxrs.security.it.app.ejb.Safe;
import io.github.mfpjaxrs.security.it.app.ejb.SafeBean;
import io.github.mfpjaxrs.security.it.app.ejb.Strongbox;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests enterprise beans with and without a business interface. The implementing class's annotations apply. */
@RuntimeTest
class EnterpriseBeanIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        War war = War.named("enterprise").against(SERVER);
        return Ability.ENTERPRISE_BEANS.isThere()
                ? war.of(
                                RestApplication.class,
                                EnterpriseLocators.class,
                                Journal.class,
                                Ledger.class,
                                LedgerBean.class,
                                Safe.class,
                                SafeBean.class,
                                Strongbox.class)
                        .build()
                : war.of(RestApplication.class).build();
    }

    @BeforeEach
    void needEnterpriseBeans() {
        Ability.ENTERPRISE_BEANS.assume();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enterprise/ledger", "enterprise/injected", "enterprise/journal", "strongbox"})
    @Tag("J30")
    void getWhenNoTokenThenRefused(String path) throws Exception {
        HttpResponse<String> response = site.get(path);

        assertRefused(response, 401, "Bearer");
        assertThat(response.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enterprise/ledger", "enterprise/injected", "enterprise/journal", "strongbox"})
    @Tag("J30")
    void getWhenScopeGrantedThenLetIn(String path) throws Exception {
        assertThat(site.get(path, SERVER.issue("accessRestricted", "john")).body())
                .isEqualTo("secret");
    }

    /**
     * Some runtimes serve an enterprise bean whose interface carries {@code @Path}. The annotations on the bean's
     * class then apply.
     */
    @Test
    @Tag("J30")
    void getWhenPathStandsOnTheInterfaceThenNeverWithoutTheScope() throws Exception {
        HttpResponse<String> anonymous = site.get("safe");
        HttpResponse<String> other = site.get("safe", SERVER.issue("other", "john"));

        assertThat(anonymous.statusCode()).isIn(401, 404, 500);
        assertThat(anonymous.body()).doesNotContain("secret");
        assertThat(other.statusCode()).isIn(403, 404, 500);
        assertThat(other.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enterprise", "enterprise/ledger/open", "enterprise/injected/open"})
    @Tag("J30")
    void getWhenNothingIsAnnotatedThenOpen(String path) throws Exception {
        assertThat(site.get(path).body()).isEqualTo("open");
    }
}
