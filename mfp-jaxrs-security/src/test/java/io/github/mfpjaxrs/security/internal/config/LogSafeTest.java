package io.github.mfpjaxrs.security.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L2")
class LogSafeTest {

    @Test
    void ofWhenLineBreaksThenEscaped() {
        assertThat(LogSafe.escape("a\r\nWARN forged \u001B[0m \u2028\u007F ~"))
                .isEqualTo("a\\u000d\\u000aWARN forged \\u001b[0m \\u2028\\u007f ~");
    }

    @Test
    void ofWhenLongThenCutAndMarked() {
        assertThat(LogSafe.escape("a".repeat(200))).isEqualTo("a".repeat(200));
        assertThat(LogSafe.escape("a".repeat(201))).isEqualTo("a".repeat(200) + "...");
    }
}
