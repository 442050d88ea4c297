package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void readWhenValuesAreNestedThenKeepsTheirTypes() {
        Object value =
                JsonReader.read(" {\"a\":[1,-2.5e3,true,false,{}],\"b\":{\"c\":\"\\\"\\\\\\/\\n\\u20ac\"},\"d\":[]} ");

        assertThat(value)
                .isEqualTo(Map.of(
                        "a",
                        List.of(new BigDecimal("1"), new BigDecimal("-2.5e3"), true, false, Map.of()),
                        "b",
                        Map.of("c", "\"\\/\n\u20ac"),
                        "d",
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "[1,]",
                "{\"a\":1,}",
                "01",
                "1.",
                "+1",
                "1e9999",
                "nul",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "{} {}",
                "'a'",
                "NaN"
            })
    void readWhenTextIsMalformedThenRefuses(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReader.read(text))
                .withMessageStartingWith("malformed JSON at character");
    }

    @Test
    void readWhenNestedTooDeepThenRefuses() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.read("[".repeat(100_000)));
        assertThat(JsonReader.read("[".repeat(32) + "]".repeat(32))).isInstanceOf(List.class);
    }

    @Test
    void textWhenMemberHasAnotherTypeOrIsNullThenIsAbsent() {
        JsonObject object = JsonObject.read("{\"a\":1,\"b\":null,\"c\":\" \"}").orElseThrow();

        assertThat(object.text("a")).isEmpty();
        assertThat(object.text("b")).isEmpty();
        assertThat(object.text("c")).contains(" ");
        assertThat(object.filled("c")).isEmpty();
        assertThat(object.object("a")).isEmpty();
        assertThat(object.isTrue("a")).isFalse();
    }

    @Test
    void toStringWhenValuesMayBeSecretThenNamesTheMembersOnly() {
        assertThat(JsonObject.read("{\"password\":\"hush\"}").orElseThrow()).hasToString("JsonObject[password]");
    }
}
