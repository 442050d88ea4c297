package io.github.mfpjaxrs.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.internal.token.AuthorizationHeader.Unusable;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

    private static final int LONGEST = 20;

    @Test
    @Tag("H1")
    void ofWhenNoFieldThenAbsent() {
        assertThat(AuthorizationHeader.parse(List.of(), LONGEST)).isEqualTo(Unusable.ABSENT);
    }

    @ParameterizedTest
    @Tag("H2")
    @ValueSource(
            strings = {
                "",
                "Basic dXNlcjpwYXNz",
                "DPoP token",
                "BearerX token",
                "Bearer-Token token",
                "Bearer1 token",
                "BearerZ",
                "Bearera",
                "BearerA",
                "Bearerz",
                "Bearer0",
                "Bearer9",
                "Bearer~ token",
                "Bearer! token",
                "Beare",
                "Bear er token",
                " Bearer token",
                "token"
            })
    void ofWhenSchemeIsAnotherThenAbsent(String field) {
        assertThat(AuthorizationHeader.parse(List.of(field), LONGEST)).isEqualTo(Unusable.ABSENT);
    }

    @ParameterizedTest
    @Tag("H3")
    @ValueSource(strings = {"Bearer token", "bearer token", "BEARER token", "bEaReR token", "Bearer    token"})
    void ofWhenSchemeInAnyCaseAndSpacesThenToken(String field) {
        assertThat(AuthorizationHeader.parse(List.of(field), LONGEST))
                .isInstanceOfSatisfying(
                        BearerToken.class, token -> assertThat(token.value()).isEqualTo("token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"azAZ09-._~+/", "a", "a=", "a==", "/", "0", "9", "z", "Z", "eyJ.abc_d-e"})
    void ofWhenB64TokenThenToken(String value) {
        assertThat(AuthorizationHeader.parse(List.of("Bearer " + value), LONGEST))
                .isInstanceOfSatisfying(
                        BearerToken.class, token -> assertThat(token.value()).isEqualTo(value));
    }

    @ParameterizedTest
    @Tag("H4")
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer      ",
                "Bearer a,b",
                "Bearer a b",
                "Bearer a ",
                "Bearer a\tb",
                "Bearer\ttoken",
                "Bearer,token",
                "Bearer\u0000",
                "Bearer a\r\nX: y",
                "Bearer a\u007F",
                "Bearer a\u00E4",
                "Bearer a\u0141",
                "Bearer =",
                "Bearer ===",
                "Bearer =a",
                "Bearer a=b",
                "Bearer a:b",
                "Bearer a@b",
                "Bearer a[b",
                "Bearer a`b",
                "Bearer a{b",
                "Bearer a*b",
                "Bearer \"token\"",
                "Bearer Bearer token"
            })
    void ofWhenNoB64TokenThenMalformed(String field) {
        assertThat(AuthorizationHeader.parse(List.of(field), 100)).isEqualTo(Unusable.MALFORMED);
    }

    @Test
    @Tag("H5")
    void ofWhenTwoFieldsThenAmbiguousEvenIfEqual() {
        assertThat(AuthorizationHeader.parse(List.of("Bearer a", "Bearer a"), LONGEST))
                .isEqualTo(Unusable.AMBIGUOUS);
        assertThat(AuthorizationHeader.parse(List.of("Basic x", "Bearer a"), LONGEST))
                .isEqualTo(Unusable.AMBIGUOUS);
    }

    @Test
    @Tag("H9")
    void ofWhenTokenIsAsLongAsAllowedThenTokenElseMalformed() {
        String longest = "a".repeat(LONGEST);

        assertThat(AuthorizationHeader.parse(List.of("Bearer " + longest), LONGEST))
                .isInstanceOf(BearerToken.class);
        assertThat(AuthorizationHeader.parse(List.of("Bearer " + longest + "a"), LONGEST))
                .isEqualTo(Unusable.MALFORMED);
        assertThat(AuthorizationHeader.parse(List.of("Bearer " + "a".repeat(5_000_000)), LONGEST))
                .isEqualTo(Unusable.MALFORMED);
    }

    @Test
    @Tag("L1")
    void toStringWhenTokenThenRedacted() {
        assertThat(BearerToken.of("my-token")).hasToString("BearerToken[redacted]");
    }
}
