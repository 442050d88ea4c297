package io.github.mfpjaxrs.security.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.testkit.AccessTokenBuilder;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The events that an application receives about each decision. */
class AuditEventTest {

    /** Observes decisions synchronously and asynchronously. */
    @ApplicationScoped
    public static class Audit {

        private final List<AccessDecided> heard = new CopyOnWriteArrayList<>();
        private final List<AccessDecided> heardLater = new CopyOnWriteArrayList<>();

        void hear(@Observes AccessDecided event) {
            heard.add(event);
        }

        void hearLater(@ObservesAsync AccessDecided event) {
            heardLater.add(event);
        }

        public List<AccessDecided> heard() {
            return heard;
        }

        public List<AccessDecided> heardLater() {
            return heardLater;
        }
    }

    /** Blocks until it is released, and then fails. */
    @ApplicationScoped
    public static class SlowAudit {

        private final CountDownLatch release = new CountDownLatch(1);
        private final AtomicInteger begun = new AtomicInteger();

        void hearLater(@ObservesAsync AccessDecided event) throws InterruptedException {
            begun.incrementAndGet();
            release.await();
            throw new IllegalStateException("the audit store is gone");
        }

        public void release() {
            release.countDown();
        }

        public int begun() {
            return begun.get();
        }
    }

    /** Fails on the request thread. */
    @ApplicationScoped
    public static class FailingAudit {

        void hear(@Observes AccessDecided event) {
            throw new IllegalStateException("the audit store is gone");
        }
    }

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    private Shop open(Class<?> observer) {
        return Shop.open(Shop.unhurried(server).beans(observer));
    }

    @Test
    void getWhenDecidedThenObserversAreToldTheMethodTheTemplateAndTheStatus() throws Exception {
        try (Shop shop = open(Audit.class)) {
            Audit audit = shop.application().bean(Audit.class);

            shop.get(server.issue("RegisteredClient", "mary"));
            shop.get("shop/restricted", server.issue("RegisteredClient", "mary"));

            assertThat(audit.heard()).extracting(AccessDecided::httpMethod).containsOnly(Optional.of("GET"));
            assertThat(audit.heard())
                    .extracting(AccessDecided::pathTemplate)
                    .containsExactly(Optional.of("/shop"), Optional.of("/shop/restricted"));
            assertThat(audit.heard())
                    .extracting(AccessDecided::status)
                    .containsExactly(Optional.empty(), Optional.of(403));
        }
    }

    /** An audit must not contain a refusal of a request that received a 200, or a user that the method did not see. */
    @Test
    void getWhenMethodIsOpenThenABadTokenIsReportedAsGrantedToNobody() throws Exception {
        try (Shop shop = open(Audit.class)) {
            Audit audit = shop.application().bean(Audit.class);
            String blocked = server.token()
                    .scope("RegisteredClient")
                    .user("mary")
                    .device("phone-1", "LOST")
                    .issue();

            List<HttpResponse<String>> responses = List.of(
                    shop.get("shop/open", "unknown"),
                    shop.get("shop/open", blocked),
                    shop.application().get("shop/open", "Authorization", "Basic am9objpzZWNyZXQ="),
                    shop.application().get("shop/open"));
            server.failIntrospection(Fault.status(404));
            HttpResponse<String> duringTrouble = shop.get("shop/open", "another");

            assertThat(responses).extracting(HttpResponse::body).containsOnly("open");
            assertThat(duringTrouble.body()).isEqualTo("open");
            assertThat(audit.heard()).hasSize(4).allSatisfy(event -> {
                assertThat(event.isGranted()).isTrue();
                assertThat(event.status()).isEmpty();
                assertThat(event.userName()).isEmpty();
                assertThat(event.clientId()).isEmpty();
                assertThat(event.deviceId()).isEmpty();
                assertThat(event.pathTemplate()).hasValue("/shop/open");
            });
            assertThat(audit.heard())
                    .extracting(event -> event.fingerprint().isPresent())
                    .containsExactly(true, true, false, true);
        }
    }

    @Test
    void getWhenMethodIsOpenThenAGoodTokensUserIsReported() throws Exception {
        try (Shop shop = open(Audit.class)) {
            Audit audit = shop.application().bean(Audit.class);

            HttpResponse<String> response = shop.get("shop/open", server.issue("RegisteredClient", "mary"));

            assertThat(response.body()).isEqualTo("open to mary");
            assertThat(audit.heard()).singleElement().satisfies(event -> {
                assertThat(event.isGranted()).isTrue();
                assertThat(event.userName()).hasValue("mary");
            });
        }
    }

    @Test
    void getWhenDecidedThenObserversAreToldWhyAndForWhom() throws Exception {
        try (Shop shop = open(Audit.class)) {
            Audit audit = shop.application().bean(Audit.class);
            String token = server.issue("RegisteredClient", "mary");

            shop.application()
                    .get("shop", "Authorization", "Bearer " + token, "x-wl-analytics-tracking-id", "tracking-1");
            shop.get(token);
            shop.get("shop/restricted", token);
            shop.get("unknown");
            shop.application().get("shop");
            server.failIntrospection(Fault.status(404));
            shop.get("another");

            assertThat(audit.heard())
                    .extracting(AccessDecided::refusal)
                    .containsExactly(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(Reason.INSUFFICIENT_SCOPE),
                            Optional.of(Reason.INVALID_TOKEN),
                            Optional.of(Reason.MISSING_TOKEN),
                            Optional.of(Reason.UNAVAILABLE));
            assertThat(audit.heard())
                    .extracting(AccessDecided::cached)
                    .containsExactly(false, true, true, false, false, false);
            assertThat(audit.heard())
                    .extracting(AccessDecided::isGranted)
                    .containsExactly(true, true, false, false, false, false);
            AccessDecided first = audit.heard().get(0);
            assertThat(first.trackingId()).hasValue("tracking-1");
            assertThat(first.userName()).hasValue("mary");
            assertThat(first.deviceId()).hasValue(AccessTokenBuilder.DEVICE_ID);
            assertThat(first.clientId()).hasValue(AccessTokenBuilder.APP_CLIENT_ID);
            assertThat(first.fingerprint())
                    .hasValueSatisfying(print -> assertThat(print).matches("[0-9a-f]{8}"));
            assertThat(first.introspectionTime()).isPositive();
            assertThat(first.required().scope()).isEqualTo("RegisteredClient");
            assertThat(audit.heard().get(1).fingerprint()).isEqualTo(first.fingerprint());
            assertThat(audit.heard().get(1).introspectionTime()).isZero();
            assertThat(audit.heard().get(4).fingerprint()).isEmpty();
            assertThat(audit.heard())
                    .extracting(Objects::toString)
                    .allSatisfy(text -> assertThat(text).doesNotContain(token));
            Awaitility.await()
                    .atMost(Shop.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(audit.heardLater()).containsExactlyInAnyOrderElementsOf(audit.heard()));
        }
    }

    @Test
    void getWhenTrackingIdHasControlCharactersThenEscaped() throws Exception {
        try (Shop shop = open(Audit.class)) {
            Audit audit = shop.application().bean(Audit.class);

            shop.application().get("shop", "x-wl-analytics-tracking-id", "a\tb");

            assertThat(audit.heard())
                    .singleElement()
                    .satisfies(event -> assertThat(event.trackingId())
                            .hasValueSatisfying(id -> assertThat(id)
                                    .doesNotContain("\t")
                                    .startsWith("a")
                                    .endsWith("b")));
        }
    }

    @Test
    void getWhenAsyncObserverIsSlowAndFailsThenNoRequestNotices() {
        try (Shop shop = open(SlowAudit.class)) {
            SlowAudit audit = shop.application().bean(SlowAudit.class);
            String token = server.issue("RegisteredClient", "mary");

            List<Integer> statuses =
                    IntStream.range(0, 50).mapToObj(i -> shop.status(token)).toList();

            assertThat(statuses).containsOnly(200);
            assertThat(audit.begun()).isPositive();
            audit.release();
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> audit.begun() == 50);
            assertThat(shop.status(token)).isEqualTo(200);
        }
    }

    @Test
    void getWhenObserverFailsThenDecisionStandsAndOperatorIsTold() {
        try (LogBook log = new LogBook();
                Shop shop = open(FailingAudit.class)) {
            String token = server.issue("RegisteredClient", "mary");

            List<Integer> statuses = List.of(shop.status(token), shop.status("unknown"));

            assertThat(statuses).containsExactly(200, 401);
            assertThat(log.warnings()).anySatisfy(message -> assertThat(message).contains("AccessDecided"));
            assertThat(log.text()).doesNotContain(token);
        }
    }
}
