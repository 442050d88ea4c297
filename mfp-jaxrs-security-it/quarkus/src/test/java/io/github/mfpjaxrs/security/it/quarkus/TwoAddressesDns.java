package io.github.mfpjaxrs.security.it.quarkus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A DNS server that resolves every name to two IPv4 addresses: 127.0.0.2, on which nothing listens, and 127.0.0.1. */
final class TwoAddressesDns implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int LARGEST = 512;
    private static final short ANSWER = (short) 0x8180;
    private static final short NAME_OF_THE_QUESTION = (short) 0xC00C;
    private static final short A = 1;
    private static final short INTERNET = 1;
    private static final byte[] DEAD = {127, 0, 0, 2};
    private static final byte[] ALIVE = {127, 0, 0, 1};

    private final DatagramSocket socket;

    private TwoAddressesDns(DatagramSocket socket) {
        this.socket = socket;
    }

    static TwoAddressesDns start() {
        try {
            TwoAddressesDns server = new TwoAddressesDns(new DatagramSocket(0, InetAddress.getByName("127.0.0.1")));
            Thread thread = new Thread(server::serve, "two-addresses-dns");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        byte[] buffer = new byte[LARGEST];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                byte[] answer = answer(Arrays.copyOf(buffer, query.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            } catch (IOException closed) {
                // The loop condition detects a closed socket.
            }
        }
    }

    /** Returns the response to a query (RFC 1035 §4.1). */
    private static byte[] answer(byte[] query) {
        int end = HEADER;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        short type = ByteBuffer.wrap(query).getShort(end + 1);
        byte[] question = Arrays.copyOfRange(query, HEADER, end + 5);
        ByteBuffer answer = ByteBuffer.allocate(LARGEST);
        answer.put(query, 0, 2).putShort(ANSWER).putShort((short) 1);
        answer.putShort((short) (type == A ? 2 : 0)).putInt(0).put(question);
        if (type == A) {
            put(answer, DEAD);
            put(answer, ALIVE);
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }

    private static void put(ByteBuffer answer, byte[] address) {
        answer.putShort(NAME_OF_THE_QUESTION).putShort(A).putShort(INTERNET).putInt(0);
        answer.putShort((short) address.length).put(address);
    }

    @Override
    public void close() {
        socket.close();
    }
}
