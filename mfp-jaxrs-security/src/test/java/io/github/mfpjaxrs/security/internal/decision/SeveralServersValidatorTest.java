package io.github.mfpjaxrs.security.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessDecision.Granted;
import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TestTokens;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeIntrospector;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.RecordingListener;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure.Kind;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("T1")
class SeveralServersValidatorTest {

    private static final RequiredScope SCOPE = RequiredScope.allOf("a");
    private static final String IN_TURN = "default, keycloak";

    private final FakeIntrospector ofDefault = new FakeIntrospector();
    private final FakeIntrospector ofKeycloak = new FakeIntrospector();
    private final RecordingListener listener = new RecordingListener();
    private final List<String> measured = new ArrayList<>();
    private final FakeTicker ticker = new FakeTicker();
    private final FakeClock clock = new FakeClock();

    private enum Caller {
        BLOCKING {
            @Override
            AccessDecision validate(RequestValidator validator, List<String> authorization, RequiredScope required) {
                return validator.validate(authorization, required);
            }
        },
        ASYNCHRONOUS {
            @Override
            AccessDecision validate(RequestValidator validator, List<String> authorization, RequiredScope required) {
                return validator
                        .validateAsync(authorization, required, ReportedRequest.UNKNOWN, null)
                        .toCompletableFuture()
                        .join();
            }
        };

        abstract AccessDecision validate(
                RequestValidator validator, List<String> authorization, RequiredScope required);

        AccessDecision validate(RequestValidator validator, RequiredScope required) {
            return validate(validator, List.of("Bearer token"), required);
        }
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenNothingNamesAServerThenOnlyTheOneWithoutANameIsAsked(Caller caller) {
        ofKeycloak.active(TestTokens.withScope("a").build());

        AccessDecision decision = caller.validate(validator(), SCOPE);

        assertReason(decision, Reason.INVALID_TOKEN);
        assertThat(ofKeycloak.asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenAServerIsNamedThenOnlyThatOneIsAsked(Caller caller) {
        ofKeycloak.active(TestTokens.withScope("a").build());

        AccessDecision decision = caller.validate(validator(), SCOPE.withServer("keycloak"));

        assertThat(decision).isInstanceOf(Granted.class);
        assertThat(ofDefault.asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenTheNamedServerDoesNotKnowTheTokenThenAnotherOneDoesNotVouchForIt(Caller caller) {
        ofDefault.active(TestTokens.withScope("a").build());
        RequestValidator validator = validator("mfp.authorization-server.try", IN_TURN);
        caller.validate(validator, SCOPE);

        AccessDecision decision = caller.validate(validator, SCOPE.withServer("keycloak"));

        assertReason(decision, Reason.INVALID_TOKEN);
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenTheNamedServerIsNotConfiguredThenNobodyIsAsked(Caller caller) {
        ofDefault.active(TestTokens.withScope("a").build());

        AccessDecision decision = caller.validate(validator(), SCOPE.withServer("unknown"));

        assertReason(decision, Reason.UNRESOLVED_PROTECTION);
        assertThat(ofDefault.asked).isEmpty();
        assertThat(listener.last().status()).hasValue(500);
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenServersAreTriedThenTheFirstThatKnowsTheTokenDecides(Caller caller) {
        ofKeycloak.active(TestTokens.withScope("a").build());
        RequestValidator validator = validator("mfp.authorization-server.try", IN_TURN);

        AccessDecision decision = caller.validate(validator, SCOPE);

        assertThat(decision).isInstanceOf(Granted.class);
        assertThat(ofDefault.asked).hasSize(1);
        assertThat(ofKeycloak.asked).hasSize(1);
        assertThat(listener.events)
                .singleElement()
                .satisfies(event -> assertThat(event.isGranted()).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenTheTokenReturnsThenTheServerThatKnewItIsAskedFirst(Caller caller) {
        ofKeycloak.active(TestTokens.withScope("a").build());
        RequestValidator validator = validator("mfp.authorization-server.try", IN_TURN);
        caller.validate(validator, SCOPE);
        ticker.advance(Duration.ofSeconds(15));

        caller.validate(validator, SCOPE);

        assertThat(ofDefault.asked).hasSize(1);
        assertThat(ofKeycloak.asked).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenNoTriedServerKnowsTheTokenThenItIsInvalidAndRemembered(Caller caller) {
        RequestValidator validator = validator("mfp.authorization-server.try", IN_TURN);

        caller.validate(validator, SCOPE);
        AccessDecision decision = caller.validate(validator, SCOPE);

        assertReason(decision, Reason.INVALID_TOKEN);
        assertThat(ofDefault.asked).hasSize(1);
        assertThat(ofKeycloak.asked).hasSize(1);
        assertThat(listener.events).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenOneTriedServerFailsAndAnotherKnowsTheTokenThenItIsGranted(Caller caller) {
        ofDefault.fails(new AuthorizationServerFailure(Kind.UNREACHABLE, "down"));
        ofKeycloak.active(TestTokens.withScope("a").build());

        AccessDecision decision = caller.validate(validator("mfp.authorization-server.try", IN_TURN), SCOPE);

        assertThat(decision).isInstanceOf(Granted.class);
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenOneTriedServerFailsAndNoneKnowsTheTokenThenTheClientKeepsIt(Caller caller) {
        ofDefault.fails(new AuthorizationServerFailure(Kind.UNREACHABLE, "down"));

        AccessDecision decision = caller.validate(validator("mfp.authorization-server.try", IN_TURN), SCOPE);

        assertReason(decision, Reason.UNAVAILABLE);
        assertThat(listener.events)
                .singleElement()
                .satisfies(event -> assertThat(event.status()).hasValue(503));
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenTheFirstServerKnowsTheTokenWithoutTheScopeThenNoOtherIsAsked(Caller caller) {
        ofDefault.active(TestTokens.withScope("b").build());
        ofKeycloak.active(TestTokens.withScope("a").build());

        AccessDecision decision = caller.validate(validator("mfp.authorization-server.try", IN_TURN), SCOPE);

        assertReason(decision, Reason.INSUFFICIENT_SCOPE);
        assertThat(ofKeycloak.asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenServersAreTriedWithoutATokenThenNobodyIsAsked(Caller caller) {
        RequestValidator validator = validator("mfp.authorization-server.try", IN_TURN);

        AccessDecision decision = caller.validate(validator, List.of(), SCOPE);

        assertReason(decision, Reason.MISSING_TOKEN);
        assertThat(ofDefault.asked).isEmpty();
        assertThat(listener.events).hasSize(1);
    }

    @Test
    void validateWhenTheBreakerOfOneServerIsOpenThenTheOtherIsStillAsked() {
        RequestValidator validator = validator("mfp.circuit-breaker.failures", "1");
        ofDefault.fails(new AuthorizationServerFailure(Kind.UNREACHABLE, "down"));
        ofKeycloak.active(TestTokens.withScope("a").build());
        Caller.BLOCKING.validate(validator, List.of("Bearer one"), SCOPE);
        Caller.BLOCKING.validate(validator, List.of("Bearer two"), SCOPE);
        int askedBefore = ofDefault.asked.size();

        assertReason(Caller.BLOCKING.validate(validator, List.of("Bearer three"), SCOPE), Reason.UNAVAILABLE);
        assertThat(ofDefault.asked).hasSize(askedBefore);
        assertThat(Caller.BLOCKING.validate(validator, SCOPE.withServer("keycloak")))
                .isInstanceOf(Granted.class);
    }

    @Test
    void cacheWhenATokenIsEvictedThenEachServerForgetsIt() {
        ofDefault.active(TestTokens.withScope("a").build());
        ofKeycloak.active(TestTokens.withScope("a").build());
        RequestValidator validator = validator();
        Caller.BLOCKING.validate(validator, SCOPE);
        Caller.BLOCKING.validate(validator, SCOPE.withServer("keycloak"));
        assertThat(validator.cache().statistics().size()).isEqualTo(2);

        validator.cache().evict("token");

        Caller.BLOCKING.validate(validator, SCOPE);
        Caller.BLOCKING.validate(validator, SCOPE.withServer("keycloak"));
        assertThat(ofDefault.asked).hasSize(2);
        assertThat(ofKeycloak.asked).hasSize(2);
        assertThat(validator.cache().statistics())
                .extracting(TokenCache.Statistics::hits, TokenCache.Statistics::misses)
                .containsExactly(0L, 4L);
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenServersAreTriedThenTheDecisionIsMeasuredWithTheServerThatDecided(Caller caller) {
        ofKeycloak.active(TestTokens.withScope("a").build());
        RequestValidator validator = validator("mfp.authorization-server.try", IN_TURN);

        caller.validate(validator, SCOPE);

        assertThat(measured).containsExactly("keycloak granted");
    }

    @ParameterizedTest
    @EnumSource
    void validateWhenEachServerRefusesThenTheRefusalIsMeasuredOnce(Caller caller) {
        RequestValidator validator = validator("mfp.authorization-server.try", IN_TURN);

        caller.validate(validator, SCOPE);

        assertThat(measured).containsExactly("default INVALID_TOKEN");
    }

    @Test
    void statisticsWhenServersAreSeveralThenEachHasItsOwn() {
        ofKeycloak.active(TestTokens.withScope("a").build());
        RequestValidator validator = validator();
        Caller.BLOCKING.validate(validator, SCOPE.withServer("keycloak"));
        Caller.BLOCKING.validate(validator, SCOPE.withServer("keycloak"));

        assertThat(validator.cache().statisticsByServer())
                .isEqualTo(Map.of(
                        "default", new TokenCache.Statistics(0, 0, 0, 0),
                        "keycloak", new TokenCache.Statistics(1, 1, 1, 0)));
    }

    private RequestValidator validator(String... keysAndValues) {
        List<String> keys = new ArrayList<>(List.of(
                "mfp.authorization-server.names", "keycloak",
                "mfp.authorization-server.keycloak.url", "https://keycloak.example.com/realms/bank",
                "mfp.authorization-server.keycloak.client-id", "accounts",
                "mfp.authorization-server.keycloak.client-secret", "secret",
                "mfp.retry.max", "0"));
        keys.addAll(List.of(keysAndValues));
        Settings settings = TestSettings.with(keys.toArray(String[]::new));
        Map<String, AccessTokenValidator> validators = new HashMap<>();
        validators.put(Settings.DEFAULT_SERVER, validator(settings, ofDefault));
        validators.put("keycloak", validator(settings.further().servers().get("keycloak"), ofKeycloak));
        return new SeveralServersValidator(settings, validators, listener);
    }

    private AccessTokenValidator validator(Settings settings, FakeIntrospector introspector) {
        return new AccessTokenValidator(
                settings,
                introspector,
                Runnable::run,
                listener,
                measuring(settings.server().name()),
                ticker,
                clock);
    }

    private Instrumentation measuring(String server) {
        return new Instrumentation() {

            @Override
            public void granted(boolean cached) {
                measured.add(server + " granted");
            }

            @Override
            public void refused(Reason reason, boolean cached) {
                measured.add(server + " " + reason);
            }
        };
    }

    private static void assertReason(AccessDecision decision, Reason reason) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
