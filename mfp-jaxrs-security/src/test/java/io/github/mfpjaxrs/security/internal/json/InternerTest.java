package io.github.mfpjaxrs.security.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InternerTest {

    private final Interner shared = new Interner();

    @Test
    void shareWhenAnEqualTextWasSeenThenGivesThatOne() {
        String first = shared.share(copyOf("RegisteredClient"));

        String second = shared.share(copyOf("RegisteredClient"));

        assertThat(second).isSameAs(first);
    }

    @Test
    void shareWhenAnEqualObjectWasSeenThenGivesThatOne() {
        Map<String, Object> first = shared.share(Map.of("clientPlatform", "ios", "version", "1.0"));

        Map<String, Object> second = shared.share(Map.of("version", "1.0", "clientPlatform", "ios"));

        assertThat(second).isSameAs(first);
    }

    @Test
    void shareWhenValueIsLargeOrDeepThenDoesNotRemember() {
        for (Object value : List.of("x".repeat(65), Map.of("a", Map.of("b", "c")), List.of("x".repeat(65)))) {
            shared.share(value);
        }

        String longText = "x".repeat(65);
        Map<String, Object> deep = Map.of("a", Map.of("b", "c"));
        assertThat(shared.share(longText)).isSameAs(longText);
        assertThat(shared.share(deep)).isSameAs(deep);
    }

    @Test
    void shareWhenManyOthersCameBetweenThenStillGivesAnEqualValue() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(shared.share("client-" + i)).isEqualTo("client-" + i);
        }

        assertThat(shared.share(List.of("a", "b"))).containsExactly("a", "b");
    }

    private static String copyOf(String text) {
        return new String(text.toCharArray());
    }
}
