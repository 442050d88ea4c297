package io.github.mfpjaxrs.samples.instances;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connection between cluster members that a test can cut. Thread-safe. */
final class Link implements AutoCloseable {

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /** Forwards connections to a local port. */
    Link(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, loopback);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "link");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                if (cut) {
                    near.close();
                } else {
                    connect(near);
                }
            } catch (IOException closed) {
                // The socket is closed or the connection failed.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        Socket far;
        try {
            far = new Socket(loopback, target);
        } catch (IOException notListening) {
            near.close();
            return;
        }
        sockets.add(near);
        sockets.add(far);
        if (cut) {
            closeAll();
        }
        run(() -> copy(near, far));
        run(() -> copy(far, near));
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException ended) {
            // The connection has ended. Closing the sockets also ends the other direction.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** Ends all connections and refuses new ones. */
    void cut() {
        cut = true;
        closeAll();
    }

    private void closeAll() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void heal() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
