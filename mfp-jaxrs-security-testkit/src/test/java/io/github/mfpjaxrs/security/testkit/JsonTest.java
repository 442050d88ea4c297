package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void textWhenCharactersAreSpecialThenEscapesThem() {
        assertThat(Json.text("a\"b\\c/\u0000\u001f\u007f\u20ac"))
                .isEqualTo("\"a\\\"b\\\\c/\\u0000\\u001f\u007f\u20ac\"");
    }

    @Test
    void textWhenSurrogateIsAloneThenEscapesIt() {
        assertThat(Json.text("\ud800")).isEqualTo("\"\\ud800\"");
    }

    @Test
    void textWhenNullThenNull() {
        assertThat(Json.text(null)).isEqualTo("null");
    }

    @Test
    void objectWhenMembersAreGivenThenKeepsTheirOrder() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("b\"", "1");
        members.put("a", "[]");

        assertThat(Json.object(members)).isEqualTo("{\"b\\\"\":1,\"a\":[]}");
        assertThat(Json.texts(members)).isEqualTo("{\"b\\\"\":\"1\",\"a\":\"[]\"}");
        assertThat(Json.object(Map.of())).isEqualTo("{}");
    }
}
