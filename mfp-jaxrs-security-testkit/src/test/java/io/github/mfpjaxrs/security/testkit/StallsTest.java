package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StallsTest {

    private final Stalls stalls = new Stalls();

    @Test
    void enterWhenThereWasARecoverySinceThenClosesTheConnection() throws Exception {
        try (MobileFirstServer server = MobileFirstServer.start();
                Socket socket = new Socket("127.0.0.1", server.port())) {
            long generation = stalls.generation();
            stalls.endAll();

            stalls.enter(new Connection(socket, Optional.empty()), Traffic.Ongoing.UNCOUNTED, generation);

            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void endAllWhenConnectionHasLeftThenKeepsIt() throws Exception {
        try (MobileFirstServer server = MobileFirstServer.start();
                Socket socket = new Socket("127.0.0.1", server.port())) {
            Connection connection = new Connection(socket, Optional.empty());
            stalls.enter(connection, Traffic.Ongoing.UNCOUNTED, stalls.generation());
            stalls.leave(connection);

            stalls.endAll();

            assertThat(socket.isClosed()).isFalse();
        }
    }
}
