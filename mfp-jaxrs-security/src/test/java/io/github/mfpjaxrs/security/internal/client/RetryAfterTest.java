package io.github.mfpjaxrs.security.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "1 | PT1S",
                "' 120 ' | PT2M",
                "86399 | PT23H59M59S",
                "86400 | PT24H",
                "86401 | PT24H",
                "999999999 | PT24H",
                "Thu, 01 Jan 2026 00:00:07 GMT | PT7S",
                "Thu, 1 Jan 2026 00:00:07 GMT | PT7S",
                "Wed, 31 Dec 2025 23:59:59 GMT | PT0S",
                "Fri, 31 Dec 9999 23:59:59 GMT | PT24H"
            })
    void parseWhenSecondsOrDateThenTimeFromNowWithinADay(String value, Duration expected) {
        assertThat(RetryAfter.parse(value, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1.5",
                "soon",
                "\u0661",
                "9999999999999999999999",
                "Fri, 01 Jan 2026 00:00:07 GMT",
                "1\r\n2"
            })
    void parseWhenNeitherThenEmpty(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }
}
