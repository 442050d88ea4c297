package io.github.mfpjaxrs.security.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * Accepts connections from a bound socket until the socket is closed. Closing the acceptor also closes all accepted
 * connections.
 */
final class Acceptor implements Closeable {

    private final ServerSocket socket;
    private final Optional<SSLContext> tls;
    private final Function<Connection, Runnable> conversations;
    private final Executor threads;
    private final Thread thread = new Thread(this::accept, "mobilefirst-server-acceptor");
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    Acceptor(
            ServerSocket socket,
            Optional<SSLContext> tls,
            Function<Connection, Runnable> conversations,
            Executor threads) {
        this.socket = socket;
        this.tls = tls;
        this.conversations = conversations;
        this.threads = threads;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Closes the socket and waits until the port is free. A closed socket keeps listening until the accepting thread
     * has left {@code accept}.
     */
    @Override
    public void close() {
        try {
            socket.close();
            thread.join();
        } catch (IOException alreadyGone) {
            // Already closed.
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        open.forEach(Connection::close);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                begin(socket.accept());
            } catch (IOException closedOrPeerGone) {
                // The loop ends if the socket is closed.
            }
        }
    }

    private void begin(Socket accepted) throws IOException {
        Connection connection = new Connection(accepted, tls);
        open.add(connection);
        if (socket.isClosed()) {
            connection.close();
        }
        try {
            threads.execute(() -> converse(connection));
        } catch (RejectedExecutionException serverClosed) {
            connection.close();
        }
    }

    private void converse(Connection connection) {
        try {
            conversations.apply(connection).run();
        } finally {
            open.remove(connection);
        }
    }
}
