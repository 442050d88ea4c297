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
    void isOnStackWhenAClassOfTheSameArchiveCallsThenTrue() {
        assertThat(DirectCalls.isOnStack(Resource.class)).isTrue();
    }

    /** Without a frame of the test's own: the reference is called by the JDK, on a thread of the JDK. */
    @Test
    @Tag("J14")
    void isOnStackWhenNoClassOfTheApplicationCallsThenFalse() {
        Function<Class<?>, Boolean> call = DirectCalls::isOnStack;

        assertThat(CompletableFuture.<Class<?>>completedFuture(Resource.class)
                        .thenApplyAsync(call)
                        .join())
                .isFalse();
    }

    @Test
    @Tag("J14")
    void isOnStackWhenTheCallerIsOfAnotherArchiveThenFalse() {
        assertThat(DirectCalls.isOnStack(String.class)).isFalse();
    }
}
