package io.github.mfpjaxrs.security.internal.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Opens connections to the authorization server and keeps idle connections for a short time. Thread-safe. */
final class Connections implements AutoCloseable {

    private final Limits limits;
    private final SSLContext tls;
    private final @Nullable HostnameVerifier verifier;
    private final Map<String, Deque<Connection>> idle = new ConcurrentHashMap<>();
    private final Set<Connection> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param verifier decides whether a certificate is acceptable for the host name; null to apply the HTTPS rules
     */
    Connections(Limits limits, SSLContext tls, @Nullable HostnameVerifier verifier) {
        this.limits = limits;
        this.tls = tls;
        this.verifier = verifier;
    }

    /** Removes and returns the most recently used idle connection, or returns null if there is none. */
    @Nullable
    Connection takeIdle(URI uri) {
        Deque<Connection> connections = idle.get(key(uri));
        if (connections == null) {
            return null;
        }
        for (Connection oldest = connections.peekLast();
                oldest != null && oldest.isIdleFor(limits.idle());
                oldest = connections.peekLast()) {
            if (connections.removeLastOccurrence(oldest)) {
                oldest.close();
            }
        }
        Connection youngest = connections.pollFirst();
        return youngest == null ? null : register(youngest);
    }

    /** Opens a connection to the first of the host's addresses that accepts one. */
    Connection open(URI uri, Deadline deadline) throws IOException {
        Connection connection = new Connection(secure(uri, connect(uri, deadline), deadline));
        return register(connection);
    }

    /** Keeps a reusable connection for later exchanges, within the configured limits. */
    void release(URI uri, Connection connection) {
        busy.remove(connection);
        Deque<Connection> connections = idle.computeIfAbsent(key(uri), any -> new ConcurrentLinkedDeque<>());
        if (closed || limits.idle().isZero() || connections.size() >= limits.maxIdleConnections()) {
            connection.close();
            return;
        }
        connection.markIdle();
        connections.addFirst(connection);
        if (closed) {
            close();
        }
    }

    void discard(Connection connection) {
        busy.remove(connection);
        connection.close();
    }

    /** Closes all connections, which also aborts the exchanges in progress. */
    @Override
    public void close() {
        closed = true;
        busy.forEach(Connection::close);
        idle.values().forEach(connections -> {
            for (Connection each = connections.pollFirst(); each != null; each = connections.pollFirst()) {
                each.close();
            }
        });
    }

    private Connection register(Connection connection) {
        busy.add(connection);
        if (closed) {
            connection.close();
        }
        return connection;
    }

    private Socket connect(URI uri, Deadline deadline) throws IOException {
        IOException failure = new ConnectException("no address");
        for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, port(uri)), deadline.remainingMillis(limits.connect()));
                return socket;
            } catch (SocketTimeoutException e) {
                socket.close();
                failure = new ConnectException("no connection in time");
                failure.initCause(e);
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private Socket secure(URI uri, Socket socket, Deadline deadline) throws IOException {
        if (!isTls(uri)) {
            return socket;
        }
        try {
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, uri.getHost(), port(uri), true);
            if (verifier == null) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
            }
            socket.setSoTimeout(deadline.remainingMillis(limits.read()));
            secured.startHandshake();
            if (verifier != null && !verifier.verify(uri.getHost(), secured.getSession())) {
                throw new SSLPeerUnverifiedException("the certificate was issued for another host");
            }
            return secured;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static boolean isTls(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isTls(uri) ? 443 : 80;
    }

    private static String key(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + ":" + port(uri);
    }
}
