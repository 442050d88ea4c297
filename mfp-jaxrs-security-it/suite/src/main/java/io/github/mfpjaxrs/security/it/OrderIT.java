package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.order.AfterwardsFilter;
import io.github.mfpjaxrs.security.it.app.order.BeforeMatching;
import io.github.mfpjaxrs.security.it.app.order.BodyInterceptor;
import io.github.mfpjaxrs.security.it.app.order.Complaints;
import io.github.mfpjaxrs.security.it.app.order.Deliveries;
import io.github.mfpjaxrs.security.it.app.order.EarlyFilter;
import io.github.mfpjaxrs.security.it.app.order.LateFilter;
import io.github.mfpjaxrs.security.it.app.order.Note;
import io.github.mfpjaxrs.security.it.app.order.Notes;
import io.github.mfpjaxrs.security.it.app.order.Orders;
import io.github.mfpjaxrs.security.it.app.order.Returns;
import io.github.mfpjaxrs.security.it.app.order.Steps;
import io.github.mfpjaxrs.security.it.app.order.Stock;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies which application code runs before a request is refused. */
@RuntimeTest
class OrderIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("order")
                .of(
                        RestApplication.class,
                        AfterwardsFilter.class,
                        BeforeMatching.class,
                        BodyInterceptor.class,
                        Complaints.class,
                        Deliveries.class,
                        EarlyFilter.class,
                        LateFilter.class,
                        Note.class,
                        Notes.class,
                        Orders.class,
                        Returns.class,
                        Steps.class,
                        Stock.class)
                .against(SERVER)
                .build();
    }

    @BeforeEach
    void forgetSteps() throws Exception {
        steps();
    }

    @Test
    @Tag("J24")
    void postWhenRefusedThenOnlyFiltersOfEarlierPlacesHaveRun() throws Exception {
        assertThat(post("orders?argument=argument").statusCode()).isEqualTo(401);

        assertThat(steps()).containsExactly("pre-matching filter", "early filter", "response filter");
    }

    @Test
    @Tag("J24")
    void postWhenRefusedBehindALocatorThenTheLocatorHasRun() throws Exception {
        assertThat(post("orders/deliveries?locator=locator&argument=argument").statusCode())
                .isEqualTo(401);

        assertThat(steps())
                .containsExactlyInAnyOrder(
                        "pre-matching filter",
                        "converter of locator",
                        "injection",
                        "post-construct",
                        "locator",
                        "early filter",
                        "response filter");
    }

    /**
     * Some runtimes create the resource object before they call filters that are bound to a method. Others create it
     * afterwards.
     */
    @Test
    @Tag("J24")
    void postWhenRefusedOfAClassThatIsNoBeanThenNeitherArgumentsNorBodyAreLookedAt() throws Exception {
        assertThat(post("returns?field=field&argument=argument").statusCode()).isEqualTo(401);

        assertThat(steps())
                .containsExactlyInAnyOrderElementsOf(
                        Ability.LATE_RESOURCES.isThere()
                                ? List.of("pre-matching filter", "early filter", "response filter")
                                : List.of(
                                        "pre-matching filter",
                                        "constructor",
                                        "converter of field",
                                        "early filter",
                                        "response filter"));
    }

    @Test
    @Tag("J24")
    void postWhenRefusedAndAFieldIsForAPartOfTheBodyThenTheMethodDoesNotRun() throws Exception {
        assertThat(post("complaints").statusCode()).isEqualTo(401);

        List<String> taken = steps();
        assertThat(taken).doesNotContain("late filter", "method");
        assertThat(taken.contains("body")).isNotEqualTo(Ability.LATE_FORMS.isThere());
    }

    /** Proves that every step is recorded. */
    @ParameterizedTest
    @CsvSource({"orders,ordered form=form", "orders/deliveries,delivered form=form", "returns,returned field"})
    @Tag("J24")
    void postWhenAllowedThenEverythingRuns(String path, String body) throws Exception {
        HttpResponse<String> response = site.send(form(site.authorized(
                path + "?locator=locator&argument=argument&field=field", SERVER.issue("accessRestricted", "john"))));

        assertThat(response.body()).isEqualTo(body);
        List<String> taken = steps();
        assertThat(taken)
                .contains("converter of argument")
                .containsSubsequence("pre-matching filter", "early filter", "late filter", "method", "response filter");
        if (path.startsWith("orders")) {
            assertThat(taken).contains("body", "reader interceptor");
        }
    }

    private HttpResponse<String> post(String path) throws Exception {
        return site.send(form(site.request(path)));
    }

    private static HttpRequest.Builder form(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("form=form"));
    }

    private List<String> steps() throws Exception {
        return site.get("steps").body().lines().toList();
    }
}
