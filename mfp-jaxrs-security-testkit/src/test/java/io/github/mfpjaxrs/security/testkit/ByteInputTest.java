package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteInputTest {

    @Test
    void readLineWhenItIsTooLongThenBadRequest() {
        assertThatThrownBy(() -> input("x".repeat(20_000) + "\n").readLine(10_000))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void readLineWhenItSpansBuffersThenIsWhole() throws Exception {
        String line = "x".repeat(20_000);

        ByteInput input = input(line + "\r\nrest\n");

        assertThat(input.readLine(30_000)).isEqualTo(line);
        assertThat(input.readLine(30_000)).isEqualTo("rest");
        assertThat(input.hasNext()).isFalse();
    }

    @Test
    void readLineWhenInputEndsThenThrows() {
        assertThatThrownBy(() -> input("no end").readLine(100)).isInstanceOf(EOFException.class);
    }

    @Test
    void readExactlyWhenInputEndsThenThrows() {
        assertThatThrownBy(() -> input("123").readExactly(4)).isInstanceOf(EOFException.class);
    }

    @Test
    void moreWhenBufferIsFullThenFalseAndNothingIsLost() throws Exception {
        ByteInput input = input("x".repeat(10_000));

        assertThat(input.more()).isTrue();
        assertThat(input.more()).isFalse();
        assertThat(input.readExactly(10_000)).hasSize(10_000);
    }

    private static ByteInput input(String text) {
        return new ByteInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
