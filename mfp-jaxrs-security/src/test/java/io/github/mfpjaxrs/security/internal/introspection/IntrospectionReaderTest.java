package io.github.mfpjaxrs.security.internal.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.MFPApplication;
import io.github.mfpjaxrs.security.MFPDevice;
import io.github.mfpjaxrs.security.MFPUser;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectionReaderTest {

    private final IntrospectionReader reader = new IntrospectionReader("default");

    @Test
    void readWhenMobileFirstsActiveAnswerThenEveryMemberIsMapped() {
        AccessToken token = active("""
                {"active":true,"scope":"RegisteredClient accessRestricted",
                 "client_id":"e3d0a789-6ec1-4451-930d-12d06a1834d0",
                 "username":"john","exp":1470311497928,"isSuccessful":true,
                 "mfp-application":{"id":"com.sample.app","clientPlatform":"ios","version":"1.0"},
                 "mfp-device":{"id":"6747046e","hardware":"iPhone9,1","platform":"iOS 10","status":"ACTIVE",
                               "displayName":null},
                 "mfp-user":{"id":"john","displayName":"John","authenticatedAt":1470311400000,
                             "authenticatedBy":"UserLogin","attributes":{"k":"v"}},
                 "mfp-checks":{"UserLogin":{"a":"b"}}}
                """);

        assertThat(token.clientId()).contains("e3d0a789-6ec1-4451-930d-12d06a1834d0");
        assertThat(token.userName()).contains("john");
        assertThat(token.scopes()).containsExactlyInAnyOrder("RegisteredClient", "accessRestricted");
        assertThat(token.expiresAt()).contains(Instant.parse("2016-08-04T11:51:37.928Z"));
        assertThat(token.application())
                .contains(new MFPApplication("com.sample.app", Optional.of("ios"), Optional.of("1.0")));
        assertThat(token.device())
                .contains(new MFPDevice(
                        Optional.of("6747046e"),
                        Optional.of("iPhone9,1"),
                        Optional.of("iOS 10"),
                        DeviceStatus.ACTIVE,
                        Optional.empty()));
        assertThat(token.user())
                .contains(new MFPUser(
                        "john",
                        Optional.of("John"),
                        Optional.of(Instant.parse("2016-08-04T11:50:00Z")),
                        Optional.of("UserLogin"),
                        Map.of("k", "v")));
        assertThat(token.securityChecks()).isEqualTo(Map.of("UserLogin", Map.of("a", "b")));
        assertThat(token.claims()).containsEntry("isSuccessful", true).containsKey("mfp-device");
    }

    @Test
    @Tag("I2")
    void readWhenMobileFirstsInactiveAnswerThenInactive() {
        IntrospectionResult result = read("""
                {"active":false,"scope":null,"username":"anonymous","client_id":null,"exp":0,"mfp-application":null,
                 "mfp-device":null,"mfp-user":null,"mfp-checks":null}
                """);

        assertThat(result).isEqualTo(new IntrospectionResult.Inactive());
    }

    @Test
    void readWhenStandardAnswerThenEveryMemberIsMapped() {
        AccessToken token = active("""
                {"active":true,"sub":"jane","iss":"https://as.example.com","aud":["a","b"],"iat":1700000000,
                 "nbf":1700000001,"exp":1700000002,"client_id":"app"}
                """);

        assertThat(token.subject()).contains("jane");
        assertThat(token.userName()).contains("jane");
        assertThat(token.issuer()).contains("https://as.example.com");
        assertThat(token.audience()).containsExactly("a", "b");
        assertThat(token.issuedAt()).contains(Instant.ofEpochSecond(1_700_000_000));
        assertThat(token.notBefore()).contains(Instant.ofEpochSecond(1_700_000_001));
        assertThat(token.expiresAt()).contains(Instant.ofEpochSecond(1_700_000_002));
    }

    @ParameterizedTest
    @Tag("I3")
    @ValueSource(
            strings = {
                "{}",
                "{\"active\":null}",
                "{\"active\":\"true\"}",
                "{\"active\":1}",
                "{\"active\":[true]}",
                "{\"active\":{}}",
                "{\"Active\":true}",
                "[]",
                ""
            })
    void readWhenNoClearVerdictThenTrouble(String json) {
        assertBad(json);
    }

    @ParameterizedTest
    @Tag("I8")
    @ValueSource(
            strings = {
                "\"exp\":\"1470311497\"",
                "\"exp\":-1",
                "\"exp\":true",
                "\"nbf\":\"1\"",
                "\"nbf\":-1",
                "\"iss\":1",
                "\"iss\":[\"a\"]",
                "\"aud\":1",
                "\"aud\":[1]",
                "\"aud\":{}",
                "\"scope\":1",
                "\"scope\":[\"a\",1]",
                "\"scope\":{}",
                "\"mfp-device\":\"6747046e\"",
                "\"mfp-device\":[]",
                "\"mfp-device\":[\"lost\",{\"id\":\"d\"}]",
                "\"mfp-device\":{\"id\":\"d\",\"status\":{}}",
                "\"mfp-device\":{\"id\":\"d\",\"status\":[\"LOST\"]}",
                "\"mfp-device\":{\"id\":\"d\",\"status\":true}",
                "\"mfp-device\":{\"id\":\"d\",\"status\":\"ACTIVE\",\"deviceStatus\":{}}",
                "\"token_type\":1",
                "\"typ\":[\"Bearer\"]",
                "\"token_use\":{}"
            })
    void readWhenMemberThatDecidesIsMistypedThenTrouble(String member) {
        assertBad("{\"active\":true," + member + "}");
    }

    @Test
    void readWhenMemberThatIsOnlyShownIsMistypedThenAbsent() {
        AccessToken token = active("""
                {"active":true,"client_id":5,"username":[],"sub":true,"iat":"x","mfp-application":"x","mfp-user":1,
                 "mfp-checks":true}
                """);

        assertThat(token.clientId()).isEmpty();
        assertThat(token.userName()).isEmpty();
        assertThat(token.subject()).isEmpty();
        assertThat(token.issuedAt()).isEmpty();
        assertThat(token.application()).isEmpty();
        assertThat(token.user()).isEmpty();
        assertThat(token.securityChecks()).isEmpty();
    }

    @Test
    void readWhenObjectsHaveNoIdThenAbsent() {
        AccessToken token = active(
                "{\"active\":true,\"mfp-application\":{\"version\":\"1\"},\"mfp-device\":{},\"mfp-user\":{\"id\":\"\"}}");

        assertThat(token.application()).isEmpty();
        assertThat(token.device()).isEmpty();
        assertThat(token.user()).isEmpty();
    }

    @Test
    @Tag("I10")
    void readWhenScopeIsAbsentOrNullOrArrayThenElements() {
        assertThat(active("{\"active\":true}").scopes()).isEmpty();
        assertThat(active("{\"active\":true,\"scope\":null}").scopes()).isEmpty();
        assertThat(active("{\"active\":true,\"scope\":[\"a\",\"b c\"]}").scopes())
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    @Tag("I8")
    void readWhenExpiryIsAbsentOrZeroThenNone() {
        assertThat(active("{\"active\":true}").expiresAt()).isEmpty();
        assertThat(active("{\"active\":true,\"exp\":null}").expiresAt()).isEmpty();
        assertThat(active("{\"active\":true,\"exp\":0}").expiresAt()).isEmpty();
        assertThat(active("{\"active\":true,\"exp\":1}").expiresAt()).contains(Instant.ofEpochSecond(1));
    }

    @Test
    void readWhenUserIsAnonymousThenNoUser() {
        assertThat(active("{\"active\":true,\"username\":\"anonymous\"}").userName())
                .isEmpty();
        assertThat(active("{\"active\":true,\"username\":\"anonymous\",\"sub\":\"x\"}")
                        .userName())
                .isEmpty();
        assertThat(active("{\"active\":true,\"username\":\"Anonymous\"}").userName())
                .contains("Anonymous");
    }

    @Test
    void readWhenSubjectIsTheClientThenNoUser() {
        assertThat(active("{\"active\":true,\"sub\":\"app\",\"client_id\":\"app\"}")
                        .userName())
                .isEmpty();
        assertThat(active("{\"active\":true,\"sub\":\"jane\"}").userName()).contains("jane");
    }

    @ParameterizedTest
    @Tag("I13")
    @CsvSource({
        "'\"ACTIVE\"', ACTIVE",
        "'\"LOST\"', LOST",
        "'\"STOLEN\"', STOLEN",
        "'\"EXPIRED\"', EXPIRED",
        "'\"DISABLED\"', DISABLED",
        "0, ACTIVE",
        "1, LOST",
        "2, STOLEN",
        "2.0, STOLEN",
        "3, EXPIRED",
        "4, DISABLED",
        "5, UNKNOWN",
        "-1, UNKNOWN",
        "1.5, UNKNOWN",
        "1e400, UNKNOWN",
        "'\"1\"', LOST",
        "'\"2\"', STOLEN",
        "'\" 4.0 \"', DISABLED",
        "'\"stolen\"', STOLEN",
        "'\"Lost\"', LOST",
        "'\"disabled \"', DISABLED",
        "'[\"com.ibm.mfp.DeviceStatus\",\"LOST\"]', LOST",
        "'\"retired\"', UNKNOWN",
        "'\"\"', UNKNOWN",
        "null, UNKNOWN"
    })
    void readWhenDeviceStatusThenByNameOrNumber(String json, DeviceStatus expected) {
        String shape = "{\"active\":true,\"mfp-device\":{\"id\":\"d\",\"%s\":%s}}";

        assertThat(active(String.format(shape, "status", json)).device())
                .map(MFPDevice::status)
                .contains(expected);
        assertThat(active(String.format(shape, "deviceStatus", json)).device())
                .map(MFPDevice::status)
                .contains(expected);
    }

    @ParameterizedTest
    @Tag("R10")
    @CsvSource({"'\"ACTIVE\"', ACTIVE", "'\"lost\"', LOST", "'\"1\"', LOST", "2, STOLEN", "4, DISABLED"})
    void readWhenDeviceHasAStatusAndNoIdThenTheStatusIsKept(String json, DeviceStatus expected) {
        AccessToken token = active("{\"active\":true,\"mfp-device\":{\"id\":7,\"status\":" + json + "}}");

        assertThat(token.device()).map(MFPDevice::status).contains(expected);
        assertThat(token.device()).flatMap(MFPDevice::id).isEmpty();
    }

    @ParameterizedTest
    @Tag("R10")
    @CsvSource({
        "ACTIVE, LOST, LOST",
        "LOST, ACTIVE, LOST",
        "active, 4, DISABLED",
        "EXPIRED, STOLEN, STOLEN",
        "retired, ACTIVE, ACTIVE",
        "ACTIVE, EXPIRED, EXPIRED"
    })
    void readWhenTwoMembersNameTheStatusThenTheGraverCounts(String one, String other, DeviceStatus expected) {
        AccessToken token = active(String.format(
                "{\"active\":true,\"mfp-device\":{\"id\":\"d\",\"status\":\"%s\",\"deviceStatus\":\"%s\"}}",
                one, other));

        assertThat(token.device()).map(MFPDevice::status).contains(expected);
    }

    @Test
    @Tag("R10")
    void readWhenDefaultTypingWrapsMapsThenTheTypedViewsAreFilled() {
        AccessToken token = active("""
                {"active":true,
                 "mfp-application":["com.ibm.mfp.Application",{"id":"com.sample.app"}],
                 "mfp-device":["java.util.LinkedHashMap",{"id":"d","status":"LOST"}],
                 "mfp-user":["com.ibm.mfp.User",{"id":"john","attributes":["java.util.HashMap",{"k":"v"}]}],
                 "mfp-checks":["java.util.HashMap",{"UserLogin":["java.util.HashMap",{"a":["java.lang.Long",5]}]}]}
                """);

        assertThat(token.application()).map(MFPApplication::id).contains("com.sample.app");
        assertThat(token.device()).map(MFPDevice::status).contains(DeviceStatus.LOST);
        assertThat(token.user()).map(MFPUser::attributes).contains(Map.of("k", "v"));
        assertThat(token.securityChecks()).isEqualTo(Map.of("UserLogin", Map.of("a", "5")));
    }

    @ParameterizedTest
    @Tag("R10")
    @ValueSource(
            strings = {
                "\"mfp-application\":[{\"id\":\"a\"}]",
                "\"mfp-user\":[\"user\",{\"id\":\"john\"}]",
                "\"mfp-user\":{\"id\":\"john\",\"attributes\":[{\"k\":\"v\"}]}",
                "\"mfp-checks\":[1]",
                "\"mfp-checks\":{\"A\":[{\"a\":\"b\"}]}"
            })
    void readWhenAnotherListStandsForAMapThenTrouble(String member) {
        assertBad("{\"active\":true," + member + "}");
    }

    @Test
    void readWhenAMapIsAnEmptyListThenEmpty() {
        AccessToken token = active("{\"active\":true,\"mfp-user\":[],\"mfp-checks\":{\"A\":[]}}");

        assertThat(token.user()).isEmpty();
        assertThat(token.securityChecks()).isEmpty();
    }

    @Test
    void readWhenDeviceHasOtherMembersThenThoseAreTaken() {
        AccessToken token = active("""
                {"active":true,"mfp-device":{"id":"d","os":"Android 9","model":"Pixel","deviceDisplayName":"Mine"}}
                """);

        assertThat(token.device())
                .contains(new MFPDevice(
                        Optional.of("d"),
                        Optional.of("Pixel"),
                        Optional.of("Android 9"),
                        DeviceStatus.UNKNOWN,
                        Optional.of("Mine")));
    }

    @Test
    void readWhenSecurityChecksHoldOtherTypesThenStrings() {
        AccessToken token = active("""
                {"active":true,"mfp-checks":{"A":{"n":1,"b":true,"z":null,"l":["x"]},"B":"x","C":{}}}
                """);

        assertThat(token.securityChecks())
                .isEqualTo(Map.of("A", Map.of("n", "1", "b", "true", "l", "[x]"), "C", Map.of()));
    }

    @Test
    @Tag("A1")
    void readWhenAudienceIsAStringThenOne() {
        assertThat(active("{\"active\":true,\"aud\":\"api\"}").audience()).isEqualTo(List.of("api"));
    }

    private IntrospectionResult read(String json) {
        return reader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private AccessToken active(String json) {
        assertThat(read(json)).isInstanceOf(IntrospectionResult.Active.class);
        return ((IntrospectionResult.Active) read(json)).token();
    }

    private void assertBad(String json) {
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> read(json))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(AuthorizationServerFailure.Kind.BAD_ANSWER));
    }
}
