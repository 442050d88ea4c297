package io.github.mfpjaxrs.security.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    @ParameterizedTest
    @Tag("I8")
    @CsvSource({
        "1470311497, 2016-08-04T11:51:37Z",
        "1470311497.5, 2016-08-04T11:51:37.500Z",
        "1470311497928, 2016-08-04T11:51:37.928Z",
        "1.470311497928e12, 2016-08-04T11:51:37.928Z",
        "0, 1970-01-01T00:00:00Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "99999999999.999, 5138-11-16T09:46:39.999Z",
        "100000000000, 1973-03-03T09:46:40Z",
        "253402300799999, 9999-12-31T23:59:59.999Z",
        "253402300800000, 9999-12-31T23:59:59.999Z",
        "9223372036854775807, 9999-12-31T23:59:59.999Z",
        "18446744073709551616, 9999-12-31T23:59:59.999Z",
        "1e400, 9999-12-31T23:59:59.999Z",
        "1e2147483647, 9999-12-31T23:59:59.999Z",
        "1e-2147483647, 1970-01-01T00:00:00Z",
        "0e2147483647, 1970-01-01T00:00:00Z"
    })
    void strictTimeWhenNumberThenSecondsOrMillisecondsWithoutOverflow(BigDecimal number, Instant expected) {
        Claims claims = claims(number);

        assertThat(claims.strictTime("x")).contains(expected);
        assertThat(claims.time("x")).contains(expected);
        assertThat(expected).isBeforeOrEqualTo(END_OF_TIME);
    }

    @ParameterizedTest
    @Tag("I8")
    @ValueSource(strings = {"-1", "-0.001", "-1e400"})
    void timeWhenNegativeThenStrictRefusesAndLenientHasNone(BigDecimal number) {
        Claims claims = claims(number);

        assertBad(() -> claims.strictTime("x"));
        assertThat(claims.time("x")).isEmpty();
    }

    @Test
    void strictReadersWhenTypeIsWrongThenTroubleNamesTheMember() {
        assertBad(() -> claims("1").strictTime("x"));
        assertBad(() -> claims(true).strictText("x"));
        assertBad(() -> claims("true").strictFlag("x"));
        assertBad(() -> claims(BigDecimal.ONE).strictFlag("x"));
        assertBad(() -> claims("soon").strictSeconds("x"));
        assertBad(() -> claims(true).strictSeconds("x"));
        assertBad(() -> claims(BigDecimal.ONE).strictTexts("x"));
        assertBad(() -> claims(List.of("a", BigDecimal.ONE)).strictTexts("x"));
        assertBad(() -> claims("x").strictObject("x"));
    }

    @Test
    void readersWhenMemberIsAbsentThenEmpty() {
        Claims none = new Claims(Map.of());

        assertThat(none.strictTime("x")).isEmpty();
        assertThat(none.time("x")).isEmpty();
        assertThat(none.strictText("x")).isEmpty();
        assertThat(none.text("x")).isEmpty();
        assertThat(none.strictFlag("x")).isEmpty();
        assertThat(none.strictSeconds("x")).isEmpty();
        assertThat(none.strictTexts("x")).isEmpty();
        assertThat(none.scopeElements("x")).isEmpty();
        assertThat(none.object("x")).isEmpty();
        assertThat(none.strictObject("x")).isEmpty();
        assertThat(none.map("x")).isEmpty();
    }

    @Test
    void lenientReadersWhenTypeIsWrongThenEmpty() {
        assertThat(claims(BigDecimal.ONE).text("x")).isEmpty();
        assertThat(claims("").text("x")).isEmpty();
        assertThat(claims("1").time("x")).isEmpty();
        assertThat(claims("1").object("x")).isEmpty();
        assertThat(claims(List.of()).map("x")).isEmpty();
    }

    @Test
    void readersWhenTypeIsRightThenValue() {
        assertThat(claims("a").text("x")).contains("a");
        assertThat(claims("").strictText("x")).contains("");
        assertThat(claims(true).strictFlag("x")).contains(true);
        assertThat(claims(false).strictFlag("x")).contains(false);
        assertThat(claims("a").strictTexts("x")).containsExactly("a");
        assertThat(claims(List.of("a", "b")).strictTexts("x")).containsExactly("a", "b");
        assertThat(claims(Map.of("k", "v")).map("x")).containsEntry("k", "v");
        assertThat(claims(Map.of("k", "v")).strictObject("x")).contains(new Claims(Map.of("k", "v")));
    }

    @Test
    @Tag("I10")
    void scopeElementsWhenStringOrArrayThenSplitAtSpacesAlone() {
        assertThat(claims(" a  b a ").scopeElements("x")).containsExactly("a", "b");
        assertThat(claims(List.of("a b", "c", "")).scopeElements("x")).containsExactly("a", "b", "c");
        assertThat(claims("a\tb").scopeElements("x")).containsExactly("a\tb");
        assertThat(claims("").scopeElements("x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3599, 3599",
        "3599.0, 3599",
        "3599.9, 3599",
        "0.5, 0",
        "0, 0",
        "-5, -5",
        "1e3, 1000",
        "1e32, 100000000000000000000000000000000"
    })
    void strictSecondsWhenNumberThenWithoutItsFraction(BigDecimal number, BigInteger expected) {
        assertThat(claims(number).strictSeconds("x")).contains(expected);
    }

    @ParameterizedTest
    @Tag("R9")
    @CsvSource({"3599, 3599", "' 3599 ', 3599", "3599.0, 3599", "007, 7"})
    void strictSecondsWhenTextOfANumberThenTheNumber(String text, BigInteger expected) {
        assertThat(claims(text).strictSeconds("x")).contains(expected);
    }

    @ParameterizedTest
    @Tag("R9")
    @ValueSource(strings = {"", " ", "-1", "+1", "1e3", "0x10", "3,599", "PT1H", "1.", ".5", "\u0663"})
    void strictSecondsWhenAnyOtherTextThenTrouble(String text) {
        assertBad(() -> claims(text).strictSeconds("x"));
    }

    @ParameterizedTest
    @Tag("F5")
    @ValueSource(strings = {"1e33", "1e2147483647", "1e-33", "1e-2147483647"})
    void strictSecondsWhenAbsurdThenTrouble(BigDecimal number) {
        assertBad(() -> claims(number).strictSeconds("x"));
    }

    @Test
    void strictTextsWhenSomeAreNullThenTheOthers() {
        assertThat(claims(Arrays.asList("a", null)).strictTexts("x")).containsExactly("a");
    }

    @Test
    @Tag("R10")
    void objectWhenDefaultTypingWrapsItThenTheObject() {
        Claims wrapped = claims(List.of("java.util.HashMap", Map.of("k", "v")));

        assertThat(wrapped.object("x")).contains(new Claims(Map.of("k", "v")));
        assertThat(wrapped.strictObject("x")).contains(new Claims(Map.of("k", "v")));
        assertThat(wrapped.map("x")).containsEntry("k", "v");
    }

    @Test
    @Tag("R10")
    void objectWhenAnotherListStandsForItThenTrouble() {
        assertBad(() -> claims(List.of(Map.of("k", "v"))).map("x"));
        assertBad(() -> claims(List.of("map", Map.of("k", "v"))).object("x"));
        assertBad(() -> claims(List.of("java.util.HashMap", Map.of(), Map.of())).strictObject("x"));
        assertThat(claims(List.of("java.util.HashMap", "text")).object("x")).isEmpty();
    }

    private static Claims claims(Object value) {
        return new Claims(Map.of("x", value));
    }

    private static void assertBad(ThrowingCallable read) {
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(read)
                .withMessage("the authorization server's answer has a member of a wrong kind: x")
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(AuthorizationServerFailure.Kind.BAD_ANSWER));
    }
}
