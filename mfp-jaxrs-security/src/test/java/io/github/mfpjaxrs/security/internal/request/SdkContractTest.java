package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.RefusalMessages;
import io.github.mfpjaxrs.security.internal.decision.Refusals;
import io.github.mfpjaxrs.security.internal.request.SdkReaction.Authorizes;
import io.github.mfpjaxrs.security.internal.request.SdkReaction.Fails;
import io.github.mfpjaxrs.security.internal.request.SdkReaction.Renews;
import io.github.mfpjaxrs.security.internal.request.SdkReaction.Repeats;
import io.github.mfpjaxrs.security.internal.request.SdkReaction.Sdk;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each refusal, with each option that changes its bytes, as each SDK reads it. */
@Tag("M4")
class SdkContractTest {

    private static final List<Optional<String>> REALMS = List.of(
            Optional.empty(),
            Optional.of("my api"),
            // The most awkward realm that the configuration accepts.
            Optional.of("Bearer scope error=x; MFP-Challenge"));

    private static final Map<String, RequiredScope> SCOPES = Map.of(
            "accessRestricted", RequiredScope.allOf("accessRestricted"),
            "accessRestricted transfer:write", RequiredScope.allOf("accessRestricted transfer:write"),
            "send", RequiredScope.anyOf("send accessRestricted"));

    static Stream<Arguments> options() {
        List<Arguments> all = new ArrayList<>();
        for (Sdk sdk : Sdk.values()) {
            for (Optional<String> realm : REALMS) {
                for (Settings.ErrorBody body : Settings.ErrorBody.values()) {
                    all.add(Arguments.of(sdk, realm, body));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("options")
    void refusalWhenReadByAnSdkThenCausesTheIntendedReaction(Sdk sdk, Optional<String> realm, Settings.ErrorBody body) {
        RefusalResponse responses = new RefusalResponse(new RefusalMessages(body));

        refusals(new Refusals(realm), RequiredScope.allOf("a")).forEach((reason, refused) -> {
            SdkReaction reaction = sdk.to(response(responses, refused));
            switch (reason) {
                case MISSING_TOKEN, CONFLICT -> assertThat(reaction).isEqualTo(new Repeats());
                case INVALID_TOKEN -> assertThat(reaction).isEqualTo(new Renews());
                case INSUFFICIENT_SCOPE, DEVICE_BLOCKED -> assertThat(reaction).isEqualTo(new Authorizes("a"));
                case INVALID_REQUEST, DENIED, UNAVAILABLE, UNRESOLVED_PROTECTION, AMBIGUOUS_PATH ->
                    assertThat(reaction).isEqualTo(new Fails());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("options")
    void scopeWhenReadByAnSdkThenIsExactlyTheRequiredOne(Sdk sdk, Optional<String> realm, Settings.ErrorBody body) {
        SCOPES.forEach((read, required) -> assertThat(sdk.to(response(
                        new RefusalResponse(new RefusalMessages(body)),
                        new Refusals(realm).insufficientScope(required))))
                .isEqualTo(new Authorizes(read)));
    }

    @ParameterizedTest
    @MethodSource("options")
    void deviceBlockedWhenNoScopeIsRequiredThenSdkDoesNotWaitForEver(
            Sdk sdk, Optional<String> realm, Settings.ErrorBody body) {
        Refused refused = new Refusals(realm).deviceBlocked(RequiredScope.none());

        assertThat(sdk.to(response(new RefusalResponse(new RefusalMessages(body)), refused)))
                .isEqualTo(new Fails());
    }

    @Test
    void refusalsWhenListedThenEachReasonIsTested() {
        assertThat(refusals(new Refusals(Optional.empty()), RequiredScope.allOf("a")))
                .containsOnlyKeys(Reason.values());
    }

    private static Map<Reason, Refused> refusals(Refusals refusals, RequiredScope required) {
        Map<Reason, Refused> all = new EnumMap<>(Reason.class);
        Stream.of(
                        refusals.missingToken(),
                        refusals.invalidRequest(),
                        refusals.invalidToken(),
                        refusals.insufficientScope(required),
                        refusals.deviceBlocked(required),
                        refusals.conflict("Concurrency failure"),
                        refusals.unavailable(Duration.ofSeconds(5)),
                        Refusals.denied(),
                        Refusals.unresolvedProtection(),
                        Refusals.ambiguousPath())
                .forEach(refused -> all.put(refused.reason(), refused));
        return all;
    }

    private static Response response(RefusalResponse responses, Refused refused) {
        return responses.create(refused, List.of(MediaType.APPLICATION_JSON_TYPE));
    }
}
