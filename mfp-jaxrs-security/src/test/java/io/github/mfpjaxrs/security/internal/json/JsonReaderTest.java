package io.github.mfpjaxrs.security.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private final JsonReader reader = new JsonReader();

    @Test
    void readObjectWhenEveryKindOfValueThenMapped() {
        Map<String, Object> object = read("""
                {"s":"a\\u0000\\n\u00E4","n":-1.50e2,"t":true,"f":false,"z":null,"a":[1,"x",null,[true]],"o":{"k":{}}}
                """);

        assertThat(object)
                .isEqualTo(Map.of(
                        "s",
                        "a\u0000\n\u00E4",
                        "n",
                        new BigDecimal("-150"),
                        "t",
                        true,
                        "f",
                        false,
                        "a",
                        Arrays.asList(BigDecimal.ONE, "x", null, List.of(true)),
                        "o",
                        Map.of("k", Map.of())));
    }

    @Test
    @Tag("K7")
    @SuppressWarnings("unchecked") // the types are those of the document
    void readObjectWhenNestedThenImmutableAllTheWayDown() {
        Map<String, Object> object = read("{\"o\":{\"a\":[1]}}");
        Map<String, Object> inner = (Map<String, Object>) object.get("o");
        List<Object> list = (List<Object>) inner.get("a");

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> object.put("x", 1));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> inner.put("x", 1));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.add(1));
    }

    @ParameterizedTest
    @Tag("P2")
    @ValueSource(
            strings = {
                "{\"active\":false,\"active\":true}",
                "{\"active\":null,\"active\":true}",
                "{\"active\":true,\"active\":null}",
                "{\"active\":null,\"active\":null}",
                "{\"active\":true,\"\\u0061ctive\":true}",
                "{\"o\":{\"k\":1,\"k\":1}}",
                "{\"a\":[{\"k\":1,\"k\":1}]}"
            })
    void readObjectWhenMemberStandsTwiceThenTrouble(String json) {
        assertTrouble(json, "a member stands twice");
    }

    @ParameterizedTest
    @Tag("I3")
    @ValueSource(strings = {"[]", "[{}]", "true", "null", "1", "\"active\""})
    void readObjectWhenNotAnObjectThenTrouble(String json) {
        assertTrouble(json, "not a JSON object");
    }

    @ParameterizedTest
    @Tag("P3")
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":tru}",
                "{\"a\":\"b}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{/**/}",
                "\uFEFF",
                "\uFEFF\uFEFF{}",
                "{}\uFEFF",
                "{\uFEFF}",
                "<html><body>Service unavailable</body></html>",
                "active=true"
            })
    void readObjectWhenNotWellFormedThenTroubleWithoutTheText(String json) {
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> read(json))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(AuthorizationServerFailure.Kind.BAD_ANSWER))
                .withMessageStartingWith("the authorization server's answer is unusable: ")
                .withNoCause();
    }

    @ParameterizedTest
    @Tag("P3")
    @ValueSource(strings = {"{}{}", "{} x", "{},", "{}[]", "{}\u0000", "{}}"})
    void readObjectWhenSomethingFollowsThenTrouble(String json) {
        assertThatExceptionOfType(AuthorizationServerFailure.class).isThrownBy(() -> read(json));
    }

    @Test
    void readObjectWhenWhiteSpaceAroundThenRead() {
        assertThat(read(" \r\n\t{ } \n")).isEmpty();
    }

    @Test
    @Tag("P3")
    void readObjectWhenByteOrderMarkStandsFirstThenRead() {
        assertThat(read("\uFEFF{\"active\":true}")).containsEntry("active", true);
        assertThat(read("\uFEFF {}")).isEmpty();
    }

    @Test
    void readObjectWhenElementsAreNullThenTheyKeepTheirPlace() {
        assertThat(read("{\"a\":[null,\"x\",null,[null]]}"))
                .isEqualTo(Map.of("a", Arrays.asList(null, "x", null, Collections.singletonList(null))));
    }

    @Test
    @Tag("K7")
    @SuppressWarnings("unchecked") // what the test is about
    void readObjectWhenElementsAreNullThenTheListCannotBeChanged() {
        List<Object> list = (List<Object>) read("{\"a\":[null]}").get("a");

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.set(0, "x"));
    }

    @Test
    @Tag("P3")
    void readObjectWhenNotUtf8ThenTrouble() {
        byte[] latin1 = "{\"a\":\"\u00E4\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16);

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> reader.readObject(latin1))
                .withMessageContaining("not UTF-8");
        assertThatExceptionOfType(AuthorizationServerFailure.class).isThrownBy(() -> reader.readObject(utf16));
    }

    @Test
    @Tag("P1")
    void readObjectWhenDeepThenTroubleFromTheFirstLevelTooMany() {
        assertThat(read(nested(31))).isNotEmpty();
        assertTrouble(nested(32), "deeper than 32 levels");
        assertTrouble("{\"a\":" + "[".repeat(31) + "1" + "]".repeat(31) + "}", "deeper than 32 levels");
        assertTrouble("{\"a\":" + "[".repeat(60_000), "deeper than 32 levels");
    }

    @Test
    @Tag("P1")
    void readObjectWhenNumberIsLongThenTroubleFromTheFirstDigitTooMany() {
        assertThat(read("{\"a\":" + "9".repeat(64) + "}")).containsKey("a");
        assertTrouble("{\"a\":" + "9".repeat(65) + "}", "a number has more than 64 characters");
        assertTrouble("{\"a\":" + "9".repeat(60_000) + "}", "a number has more than 64 characters");
    }

    @Test
    @Tag("I8")
    void readObjectWhenExponentIsAbsurdThenNumberOrTroubleButNoOverflow() {
        assertThat(read("{\"a\":1e400}")).containsEntry("a", new BigDecimal("1e400"));
        assertThat(read("{\"a\":1e-2147483647}")).containsKey("a");
        assertTrouble("{\"a\":1e99999999999}", "a number is out of any range");
    }

    private Map<String, Object> read(String json) {
        return reader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    private void assertTrouble(String json, String message) {
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> read(json))
                .withMessageEndingWith(message);
    }

    /** Returns the given number of nested objects. */
    private static String nested(int levels) {
        return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
    }
}
