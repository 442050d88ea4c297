package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A request and its response. Faults are composed of the steps that this class offers. Each step returns whether the
 * connection can still be used.
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

    /**
     * Returns the response that would be sent without a fault. Each call computes the response again, including side
     * effects.
     */
    Response normalAnswer() {
        return normalAnswer.get();
    }

    /** Sends a complete response. Pages from allowed origins can read the response even if it comes from a fault. */
    boolean send(Response response) throws IOException {
        return send(readable.apply(response).bytes());
    }

    /** Writes the response as the last step. The call counts as ended before the peer receives the response. */
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
