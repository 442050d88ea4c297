package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An exchange, which offers the steps from which faults are composed. Each step returns whether the connection can
 * still be used.
 */
final class Exchange implements AutoCloseable {

    private final Connection connection;
    private final Supplier<Response> normalAnswer;
    private final UnaryOperator<Response> readable;
    private final Stalls stalls;
    private final long generation;
    private final Traffic.Ongoing ongoing;

    Exchange(
            Connection connection,
            Supplier<Response> normalAnswer,
            UnaryOperator<Response> readable,
            Stalls stalls,
            long generation,
            Traffic.Ongoing ongoing) {
        this.connection = connection;
        this.normalAnswer = normalAnswer;
        this.readable = readable;
        this.stalls = stalls;
        this.generation = generation;
        this.ongoing = ongoing;
    }

    /** Returns the response without a fault. Each call computes it anew, with its side effects. */
    Response normalAnswer() {
        return normalAnswer.get();
    }

    /** Sends a whole response. A page of an allowed origin can read it even if it is the response of a fault. */
    boolean send(Response response) throws IOException {
        return send(readable.apply(response).bytes());
    }

    /**
     * Like {@link #write}, but as the last step. The call is counted as ended before the peer receives the response.
     */
    boolean send(byte[] bytes) throws IOException {
        ongoing.close();
        write(bytes);
        return true;
    }

    void write(byte[] bytes) throws IOException {
        connection.write(bytes);
    }

    boolean drip(byte[] bytes, Duration perByte) throws IOException {
        for (byte each : bytes) {
            if (!pause(perByte)) {
                return false;
            }
            connection.write(new byte[] {each});
        }
        return true;
    }

    boolean stream(byte[] head, PaddedBody body) throws IOException {
        stalls.enter(connection, ongoing, generation);
        connection.write(head);
        body.writeTo(connection);
        return true;
    }

    boolean pause(Duration duration) throws IOException {
        stalls.enter(connection, ongoing, generation);
        return connection.pause(duration);
    }

    boolean hold() throws IOException {
        stalls.enter(connection, ongoing, generation);
        connection.hold();
        return false;
    }

    boolean reset() throws IOException {
        ongoing.close();
        connection.reset();
        return false;
    }

    @Override
    public void close() {
        stalls.leave(connection);
    }
}
