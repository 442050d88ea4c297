package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DirectCallsTest {

    static final class Resource {}

    @Test
    @Tag("J14")
    void isFromSameArchiveWhenAClassOfTheSameArchiveCallsThenTrue() {
        assertThat(DirectCalls.isFromSameArchive(Resource.class)).isTrue();
    }

    /** There is no stack frame of the test, because the JDK calls the method reference on one of its threads. */
    @Test
    @Tag("J14")
    void isFromSameArchiveWhenNoClassOfTheApplicationCallsThenFalse() {
        Function<Class<?>, Boolean> call = DirectCalls::isFromSameArchive;

        assertThat(CompletableFuture.<Class<?>>completedFuture(Resource.class)
                        .thenApplyAsync(call)
                        .join())
                .isFalse();
    }

    @Test
    @Tag("J14")
    void isFromSameArchiveWhenTheCallerIsOfAnotherArchiveThenFalse() {
        assertThat(DirectCalls.isFromSameArchive(String.class)).isFalse();
    }
}
