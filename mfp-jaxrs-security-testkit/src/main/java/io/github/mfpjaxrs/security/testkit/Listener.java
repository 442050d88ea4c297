package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Opens and closes the server's port. Once a port number is assigned, it does not change. */
final class Listener implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Optional<SSLContext> tls;
    private final Function<Connection, Runnable> conversations;
    private final ExecutorService threads = Executors.newCachedThreadPool(Listener::daemon);
    private final AtomicReference<@Nullable Acceptor> current = new AtomicReference<>();
    private volatile int port;

    Listener(int port, Optional<SSLContext> tls, Function<Connection, Runnable> conversations) {
        this.port = port;
        this.tls = tls;
        this.conversations = conversations;
    }

    int port() {
        return port;
    }

    boolean isListening() {
        return current.get() != null;
    }

    void listen() {
        if (threads.isShutdown()) {
            throw new IllegalStateException("this server is closed");
        }
        if (current.get() != null) {
            return;
        }
        Acceptor acceptor = new Acceptor(bind(), tls, conversations, threads);
        if (!current.compareAndSet(null, acceptor)) {
            acceptor.close();
            return;
        }
        acceptor.start();
        if (threads.isShutdown()) {
            stop();
        }
    }

    void stop() {
        Acceptor acceptor = current.getAndSet(null);
        if (acceptor != null) {
            acceptor.close();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        stop();
    }

    private ServerSocket bind() {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                // Earlier connections on this port might still be in TIME_WAIT.
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
                port = socket.getLocalPort();
                return socket;
            } catch (IOException taken) {
                socket.close();
                throw taken;
            }
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen on port " + port + " of 127.0.0.1", taken);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "mobilefirst-server");
        thread.setDaemon(true);
        return thread;
    }
}
