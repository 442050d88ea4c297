package io.github.mfpjaxrs.security.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.catalogue.RawRequest.Answer;
import io.github.mfpjaxrs.security.internal.boot.MethodProtectionFeature;
import io.github.mfpjaxrs.security.internal.request.MFPProtectedFilter;
import io.github.mfpjaxrs.security.testkit.Fault;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protection that cannot be bypassed on any runtime: section 4 of the catalogue. */
public abstract class ProtectionPlacementSuite extends CatalogueCase {

    @Test
    @Tag("J1")
    void headWhenGetIsProtectedThenRefused() {
        start(Placements.Plain.class);
        String good = server.issue("read", "john");

        Answer without = request("HEAD", "plain/closed").send();
        Answer with = request("HEAD", "plain/closed").token(good).send();

        assertNoToken(without);
        assertThat(without.body()).isEmpty();
        assertThat(with.status()).isEqualTo(200);
        assertThat(with.body()).isEmpty();
        assertThat(server.introspections()).isEqualTo(1);
    }

    @Test
    @Tag("J2")
    void optionsWhenAutomaticThenAllowAlone() {
        start(Placements.Plain.class, Placements.Annotated.class);

        for (String target : List.of("plain/closed", "class", "class/write")) {
            Answer answer = request("OPTIONS", target).send();

            assertThat(answer.status()).isIn(200, 204);
            assertThat(String.join(",", answer.all("Allow"))).contains("GET");
            assertThat(answer.all("WWW-Authenticate")).isEmpty();
            assertThat(answer.body()).doesNotContain("john", "<");
        }
        assertThat(server.introspections()).isZero();
    }

    @Test
    @Tag("J2")
    void optionsWhenApplicationsOwnThenRefused() {
        start(Placements.Plain.class);
        String good = server.issue("read", "john");

        assertNoToken(request("OPTIONS", "plain/options").send());
        assertThat(request("OPTIONS", "plain/options").token(good).send().body())
                .isEqualTo("the application's own");
    }

    @Test
    @Tag("J3")
    void getWhenAnnotationIsOnInterfaceMethodThenRefused() {
        start(Placements.ByInterfaceMethod.class);

        assertClosed("j3/contract", "read");
    }

    @Test
    @Tag("J3")
    void getWhenAnnotationIsOnOverriddenMethodThenRefused() {
        start(Placements.ByOverriddenMethod.class);

        assertClosed("j3/overridden", "read");
    }

    @Test
    @Tag("J3")
    void getWhenAnnotationIsOnGenericSuperclassThenRefused() {
        start(Placements.ByGenericSuperclass.class);

        assertClosed("j3/generic-class/k", "read");
    }

    @Test
    @Tag("J3")
    void getWhenAnnotationIsOnGenericInterfaceThenRefused() {
        start(Placements.ByGenericInterface.class);

        assertClosed("j3/generic-interface/k", "read");
    }

    @Test
    @Tag("J3")
    void startWhenInterfacesDisagreeThenDeploymentFails() {
        assertThat(failureOf(Placements.ByDisagreement.class))
                .contains(Placements.ByDisagreement.class.getName())
                .contains("its interfaces require different things")
                .contains("write @MFPProtected on the class or its method");
    }

    @Test
    @Tag("J4")
    void getWhenMethodIsRedeclaredAndInterfaceTypeAnnotatedThenRefused() {
        start(Placements.ByInterfaceType.class);

        assertClosed("j4/interface-type", "read");
    }

    @Test
    @Tag("J4")
    void getWhenMethodIsRedeclaredAndSuperclassAnnotatedThenRefused() {
        start(Placements.BySuperclassType.class);

        assertClosed("j4/superclass-type", "read");
    }

    @Test
    @Tag("J4")
    void getWhenInterfaceMethodIsRedeclaredThenRefused() {
        start(Placements.ByRedeclaredInterfaceMethod.class);

        assertClosed("j4/interface-method", "read");
    }

    @Test
    @Tag("J4")
    void getWhenSuperclassMethodIsRedeclaredThenRefused() {
        start(Placements.ByRedeclaredSuperclassMethod.class);

        assertClosed("j4/superclass-method", "read");
    }

    @Test
    @Tag("J5")
    void getWhenLocatorIsAnnotatedThenRefused() {
        start(Placements.Locators.class);

        assertClosed("j5/locator", "read");
        assertClosed("j5/locator/leaf", "read");
        assertClosed("j5/locator/deeper", "read");
    }

    @Test
    @Tag("J5")
    void getWhenLocatorReturnsClassThenRefused() {
        start(Placements.Locators.class);

        assertClosed("j5/class-locator", "read");
    }

    @Test
    @Tag("J5")
    void getWhenInterfacesLocatorIsAnnotatedThenRefused() {
        start(Placements.ByLocatorOfInterface.class);

        assertClosed("j5/interface-locator/leaf", "read");
    }

    @Test
    @Tag("J5")
    void getWhenLocatorAndSubResourceDemandThenBothAreNeeded() {
        start(Placements.Locators.class);

        assertForbidden(get("j5/both", server.issue("read", "john")), "read write");
        assertForbidden(get("j5/both", server.issue("write", "john")), "read write");
        assertClosed("j5/both", "read write");
    }

    @Test
    @Tag("J5")
    void getWhenSubResourcesMethodIsOpenAndLocatorIsNotThenRefused() {
        start(Placements.Locators.class);

        assertClosed("j5/both/permitted", "read");
    }

    @Test
    @Tag("J5")
    void startWhenLocatorReturnsRootResourceThenDeploymentFails() {
        assertThat(failureOf(Placements.ToRootResource.class, Placements.Twofold.class))
                .contains(Placements.ToRootResource.class.getName() + ".twofold")
                .contains(Placements.Twofold.class.getName())
                .contains("without @Path");
    }

    @Test
    @Tag("J5")
    void startWhenRootResourceComesFirstThenDeploymentFails() {
        assertThat(failureOf(Placements.Twofold.class, Placements.ToRootResource.class))
                .contains(Placements.ToRootResource.class.getName() + ".twofold");
    }

    @ParameterizedTest
    @ValueSource(classes = {Placements.Vague.class, Placements.VagueClass.class})
    @Tag("J5")
    void startWhenLocatorsTypeIsVagueThenDeploymentFails(Class<?> vague) {
        assertThat(failureOf(vague, Placements.Twofold.class))
                .contains(vague.getName() + ".anything")
                .contains("declare the sub-resource's own class");
    }

    @Test
    @Tag("J5")
    void startWhenLocatorOfSingletonIsVagueThenDeploymentFails() {
        assertThat(failureOf(Deployment.against(server)
                        .classes(Placements.Twofold.class)
                        .singletons(new Placements.VagueSingle())))
                .contains(Placements.VagueSingle.class.getName() + ".anything");
    }

    @Test
    @Tag("J5")
    void startWhenLocatorsToOneTypeDisagreeThenDeploymentFails() {
        assertThat(failureOf(Placements.Ambiguous.class))
                .contains(Placements.Ambiguous.class.getName())
                .contains(Placements.Silent.class.getName());
    }

    @Test
    @Tag("J3")
    void startWhenAnnotatedMethodAnswersNoRequestThenDeploymentFails() {
        assertThat(failureOf(Placements.Unreached.class))
                .contains(Placements.Unreached.class.getName() + ".helper")
                .contains("protects nothing here");
    }

    @Test
    @Tag("J6")
    void getWhenParentIsAnnotatedThenSubResourceIsRefused() {
        start(Placements.AnnotatedRoot.class);

        assertClosed("j6/silent", "read");
        assertClosed("j6/silent/leaf", "read");
        assertClosed("j6/silent/deeper", "read");
    }

    @Test
    @Tag("J6")
    void getWhenParentAndSubResourceAreAnnotatedThenBothAreNeeded() {
        start(Placements.AnnotatedRoot.class);

        assertClosed("j6/annotated", "read write");
    }

    @Test
    @Tag("J6")
    void getWhenLocatorOfAnnotatedParentIsPermittedThenOpen() {
        start(Placements.AnnotatedRoot.class);

        assertOpen("j6/permitted");
    }

    @Test
    @Tag("J6")
    void getWhenSubResourceClassIsAnnotatedThenRefused() {
        start(Placements.OpenRoot.class);

        assertClosed("j6-open/annotated", "write");
        assertOpen("j6-open/annotated/permitted");
        assertOpen("j6-open/silent/leaf");
    }

    @Test
    @Tag("J6")
    void getWhenSubResourceMethodIsAnnotatedThenRefused() {
        start(Placements.Locators.class);

        assertClosed("j5/open/closed", "write");
        assertOpen("j5/open/open");
    }

    @Test
    @Tag("J6")
    void startWhenAnnotatedParentLeadsToRootResourceThenDeploymentFails() {
        assertThat(failureOf(Placements.Twofold.class, Placements.ClassToRootResource.class))
                .contains(Placements.ClassToRootResource.class.getName() + ".twofold")
                .contains(Placements.Twofold.class.getName());
    }

    @Test
    @Tag("J6")
    void getWhenUnprotectedLocatorLeadsToRootResourceThenOpen() {
        start(Placements.Twofold.class, Placements.OpenToRootResource.class);

        assertOpen("twofold");
        assertOpen("open-to-root/sub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain/closed;a=b",
                "plain;x=y/closed",
                "plain;/closed;",
                "plain//closed",
                "/plain/closed",
                "plain/closed/",
                "plain/closed//",
                "plain/closed%3Ba=b",
                "plain%2Fclosed",
                "plain/%63losed",
                "plain/open/../closed",
                "plain/open/%2e%2e/closed",
                "plain/./closed",
                "plain/closed%00",
                "plain/closed?access=open",
                "plain/CLOSED",
                "plain/closed.json",
                "open/..;/plain/closed"
            })
    @Tag("J7")
    void getWhenPathIsBentThenNeverGranted(String target) {
        start(Placements.Plain.class);

        Answer answer = get(target);

        assertThat(answer.status()).as("%s", answer).isIn(400, 401, 404);
        assertThat(server.introspections()).isZero();
    }

    @Test
    @Tag("J7")
    void postWhenMethodIsOverriddenThenDemandOfThatMethodHolds() {
        start(Placements.Plain.class, Placements.MethodOverride.class);
        String reader = server.issue("read", "john");

        assertThat(request("POST", "plain/both").send().body()).isEqualTo("posted");
        assertNoToken(request("POST", "plain/both")
                .header("X-HTTP-Method-Override", "DELETE")
                .send());
        assertForbidden(
                request("GET", "plain/closed")
                        .header("X-HTTP-Method-Override", "DELETE")
                        .token(reader)
                        .send(),
                "admin");
        assertThat(request("POST", "plain/both")
                        .header("X-HTTP-Method-Override", "DELETE")
                        .token(reader)
                        .send()
                        .body())
                .isEqualTo("deleted");
    }

    @Test
    @Tag("J8")
    void postWhenNoTokenThenBodyIsNotRead() {
        start(Placements.WithBody.class, Placements.ProbeReader.class);
        int before = Placements.ProbeReader.CALLS.get();
        String good = server.issue("read", "john");

        assertNoToken(
                request("POST", "body").body("application/x-probe", "secret").send());
        assertInvalidToken(request("POST", "body")
                .token("unknown-token-0123456789")
                .body("application/x-probe", "secret")
                .send());
        assertThat(Placements.ProbeReader.CALLS.get()).isEqualTo(before);
        assertThat(request("POST", "body")
                        .token(good)
                        .body("application/x-probe", "hello")
                        .send()
                        .body())
                .isEqualTo("hello");
        assertThat(Placements.ProbeReader.CALLS.get()).isEqualTo(before + 1);
    }

    @Test
    @Tag("J8")
    void postWhenFormIsReadByResourceThenItIsStillThere() {
        start(Placements.WithBody.class);
        String good = server.issue("read", "john");

        Answer answer = request("POST", "body/form")
                .token(good)
                .body("application/x-www-form-urlencoded", "a=b&access_token=other")
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("b");
    }

    @Test
    @Tag("J9")
    void getWhenApplicationMapsEverythingThenOurStatusStands() {
        start(Placements.Plain.class, Placements.AnnotatedRoot.class, Placements.EverythingMapper.class);

        assertClosed("plain/closed", "read");
        assertClosed("j6/silent", "read");
        server.failIntrospection(Fault.status(500));
        assertUnavailable(get("plain/closed", server.issue("read", "jane")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "suspended", "stage", "events"})
    @Tag("J10")
    void getWhenManyCallersAtOnceThenEachItsOwn(String target) throws Exception {
        start(Deployment.against(server)
                .classes(Placements.Asynchronous.class)
                .config("mfp.introspection.max-queued", "2000")
                .config("mfp.timeout.total", "PT30S")
                .config("mfp.timeout.read", "PT30S")
                .config("mfp.timeout.connect", "PT30S"));
        int callers = 500;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            String token = server.issue("read", "user" + i);
            answers.add(threads.submit(() -> {
                go.await();
                return get("async/" + target, token);
            }));
        }

        go.countDown();

        for (int i = 0; i < callers; i++) {
            Answer answer = answers.get(i).get(60, TimeUnit.SECONDS);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.body().replaceFirst("^\\s*data: *", "").strip())
                    .isEqualTo(target.equals("sync") ? "user" + i + " user" + i : "user" + i);
        }
        threads.shutdownNow();
        assertThat(server.introspections()).isEqualTo(callers);
        assertThat(server.tokenRequests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "suspended", "stage", "events"})
    @Tag("J10")
    void getWhenResourceIsAsynchronousThenClosed(String target) {
        start(Placements.Asynchronous.class);

        assertClosed("async/" + target, "read");
    }

    @Test
    @Tag("J11")
    void getWhenResourceIsNotAnnotatedThenOpen() {
        start(Placements.Plain.class, Placements.Annotated.class);

        assertOpen("plain/open");
        assertThat(get("plain/open", "whatever-token-0123456789").body()).isEqualTo("open");
        assertThat(server.introspections()).isZero();
        assertClosed("plain/closed", "read");
    }

    @Test
    @Tag("J11")
    void configureWhenNothingProtectsRootResourcesMethodThenNoFilter() throws Exception {
        start(Placements.Plain.class);

        assertThat(registered("open")).isEmpty();
        assertThat(registered("closed")).hasSize(1);
    }

    /** Returns what the feature would register for a method. */
    private static List<Object> registered(String method) throws NoSuchMethodException {
        Method resourceMethod = Placements.Plain.class.getMethod(method);
        ResourceInfo resource = new ResourceInfo() {
            @Override
            public Method getResourceMethod() {
                return resourceMethod;
            }

            @Override
            public Class<?> getResourceClass() {
                return Placements.Plain.class;
            }
        };
        List<Object> registered = new ArrayList<>();
        Configuration nothingConfigured = proxy(Configuration.class, (proxy, called, args) -> null);
        FeatureContext context = proxy(FeatureContext.class, (proxy, called, args) -> {
            if (called.getName().equals("getConfiguration")) {
                return nothingConfigured;
            }
            registered.add(args[0]);
            return proxy;
        });
        new MethodProtectionFeature().configure(resource, context);
        return registered;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    @Tag("J11")
    void getWhenApplicationListsFilterTooThenAskedOnce() {
        start(Deployment.against(server)
                .classes(Placements.Plain.class)
                .application(
                        new Deployment.Listed(Set.of(Placements.Plain.class, MFPProtectedFilter.class), Set.of())));

        assertOpen("plain/open");
        assertClosed("plain/closed", "read");
    }

    @Test
    @Tag("J11")
    void getWhenMethodOverridesClassThenNearestCounts() {
        start(Placements.Annotated.class);

        assertClosed("class", "read");
        assertClosed("class/write", "write");
        assertClosed("class/default", "RegisteredClient");
        assertClosed("class/any", "one");
        assertThat(get("class/any", server.issue("two", "john")).status()).isEqualTo(200);
    }

    @Test
    @Tag("J11")
    void getWhenPermittedThenOpenAndValidTokenTakenNoteOf() {
        start(Placements.Annotated.class);
        String good = server.issue("anything", "john");

        assertThat(get("class/permitted").body()).isEqualTo("nobody");
        assertThat(server.introspections()).isZero();
        assertThat(get("class/permitted", good).body()).isEqualTo("john");
        assertThat(get("class/permitted", "unknown-token-0123456789").body()).isEqualTo("nobody");
        server.failIntrospection(Fault.status(500));
        assertThat(get("class/permitted", server.issue("anything", "jane")).body())
                .isEqualTo("nobody");
    }

    @Test
    @Tag("J11")
    void getWhenApplicationIsAnnotatedThenEveryResourceIsClosed() {
        start(Deployment.against(server)
                .classes(Placements.Unsaid.class)
                .application(new Placements.ProtectedApplication(Placements.Unsaid.class)));

        assertClosed("unsaid", "read");
        assertClosed("unsaid/write", "write");
        assertOpen("unsaid/permitted");
        assertClosed("unsaid/sub", "read");
    }

    @Test
    @Tag("J11")
    void getWhenResourceIsSingletonOfApplicationThenRefused() {
        start(Deployment.against(server).singletons(new Placements.Single()));

        assertClosed("singleton", "read");
    }

    @Test
    @Tag("J11")
    void getWhenGrantedThenStandardSecurityContextKnowsCaller() {
        start(Placements.Plain.class);

        assertThat(get("plain/standard", server.issue("read", "john")).body()).isEqualTo("john true false Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Placements.LineBreakInScope.class,
                Placements.QuoteInScope.class,
                Placements.BackslashInLocatorScope.class
            })
    @Tag("C2")
    void startWhenScopeIsNotOneThenDeploymentFails(Class<?> bad) {
        assertThat(failureOf(bad))
                .contains(bad.getName())
                .contains("@MFPProtected on")
                .contains("RFC 6749");
    }

    @Test
    @Tag("C2")
    void startWhenScopeOfSubResourceIsNotOneThenDeploymentFails() {
        assertThat(failureOf(Placements.ToBadSub.class)).contains(Placements.BadSub.class.getName());
    }

    @Test
    @Tag("C2")
    void startWhenMethodIsBothProtectedAndPermittedThenDeploymentFails() {
        assertThat(failureOf(Placements.Contradiction.class))
                .contains(Placements.Contradiction.class.getName())
                .contains("more than one of @MFPProtected, @PermitAll and @DenyAll");
    }
}
