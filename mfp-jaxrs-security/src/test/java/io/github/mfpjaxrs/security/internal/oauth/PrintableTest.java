package io.github.mfpjaxrs.security.internal.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L2")
class PrintableTest {

    @Test
    void ofWhenLineBreaksThenEscaped() {
        assertThat(Printable.of("a\r\nWARN forged \u001B[0m \u2028\u007F ~"))
                .isEqualTo("a\\u000d\\u000aWARN forged \\u001b[0m \\u2028\\u007f ~");
    }

    @Test
    void ofWhenLongThenCutAndMarked() {
        assertThat(Printable.of("a".repeat(200))).isEqualTo("a".repeat(200));
        assertThat(Printable.of("a".repeat(201))).isEqualTo("a".repeat(200) + "...");
    }
}
