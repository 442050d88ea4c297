package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S1")
class RequestPathTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a/b, /a/b",
        "/a/, /a/",
        "/a.b/..c/.d, /a.b/..c/.d",
        "/a%20b, /a b",
        "/100%25, /100%",
        "/caf%C3%A9, /café",
        "/a@b:c, /a@b:c",
        "/a%40b, /a@b",
        "/a%3Ab, /a:b",
        "/a%5Bb, /a[b",
        "/a%60b, /a`b",
        "/a%7Bb, /a{b",
        "/a~b, /a~b",
        "/a%25zz, /a%zz",
        "/a%20be, /a be",
        "/..., /..."
    })
    void decodeWhenPathHasOneReadingThenThat(String raw, String decoded) {
        assertThat(RequestPath.decode(raw)).contains(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "//",
                "/a//b",
                "//a",
                "/a/../b",
                "/..",
                "/.",
                "/a/./b",
                "/a/.",
                "/%2e%2e/b",
                "/a/%2E/b",
                "/a%2Fb",
                "/a%2fb",
                "/a%5Cb",
                "/a\\b",
                "/a;x=y",
                "/a;jsessionid=1",
                "/a%3Bx",
                "/a%00",
                "/a%0a",
                "/%7f",
                "/%",
                "/%4",
                "/%zz",
                "/%u0061",
                "/%2561",
                "/%252e",
                "/%61",
                "/%41dmin",
                "/%5A",
                "/%7A",
                "/%30",
                "/%39",
                "/%7E",
                "/%2500",
                "/a%2",
                "/a\u007f",
                "/a%2Db",
                "/%C3",
                "/%C0%AF",
                "/%E0%80%AF",
                "/%ED%A0%80",
                "/\u00e9",
                "/a\u0000b",
                "/%\u0661\u0661"
            })
    void decodeWhenPathIsAmbiguousThenNone(String raw) {
        assertThat(RequestPath.decode(raw)).isEmpty();
    }

    @Test
    void isAmbiguousWhenServerHasLeftSomethingToDecodeThenTrue() {
        assertThat(RequestPath.isAmbiguous("/%61")).isTrue();
        assertThat(RequestPath.isAmbiguous("/%00")).isTrue();
        assertThat(RequestPath.isAmbiguous("/100%")).isFalse();
        assertThat(RequestPath.isAmbiguous("/a/../b")).isTrue();
        assertThat(RequestPath.isAmbiguous("")).isTrue();
        assertThat(RequestPath.isAmbiguous("/a//b")).isTrue();
        assertThat(RequestPath.isAmbiguous("/a/b/")).isFalse();
    }
}
