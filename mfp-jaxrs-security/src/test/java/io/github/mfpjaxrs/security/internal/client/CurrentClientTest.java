package io.github.mfpjaxrs.security.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CurrentClientTest {

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final CurrentClient clients = new CurrentClient(
            new RestClientFactory() {

                @Override
                public AuthorizationServerApi open() {
                    opened.incrementAndGet();
                    return (AuthorizationServerApi) Proxy.newProxyInstance(
                            CurrentClientTest.class.getClassLoader(),
                            new Class<?>[] {AuthorizationServerApi.class},
                            (proxy, method, arguments) -> null);
                }

                @Override
                public void close(AuthorizationServerApi client) {
                    closed.incrementAndGet();
                }
            },
            Duration.ofSeconds(20));

    @Test
    void useWhenClosedThenNoOtherClientIsOpened() {
        clients.use().end();

        clients.close();

        assertThatIllegalStateException().isThrownBy(clients::use);
        assertThat(opened).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void useWhenClientIsRetiredThenAnotherIsOpened() {
        RetirableClient.Use use = clients.use();

        use.client().retire();
        use.end();
        clients.use().end();

        assertThat(opened).hasValue(2);
        assertThat(closed).hasValue(1);
    }
}
