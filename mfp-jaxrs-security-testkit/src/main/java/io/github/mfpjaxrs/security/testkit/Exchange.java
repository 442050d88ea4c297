package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** One answer in the making: the steps that faults are made of. A result tells whether the connection is still good. */
final class Exchange implements AutoCloseable {

    private final Connection connection;
    private final Supplier<Response> normalAnswer;
    private final Stalls stalls;
    private final long generation;
    private final Traffic.Ongoing ongoing;

    Exchange(
            Connection connection,
            Supplier<Response> normalAnswer,
            Stalls stalls,
            long generation,
            Traffic.Ongoing ongoing) {
        this.connection = connection;
        this.normalAnswer = normalAnswer;
        this.stalls = stalls;
        this.generation = generation;
        this.ongoing = ongoing;
    }

    /** What would be answered without a fault; computed, with its effects, at each call. */
    Response normalAnswer() {
        return normalAnswer.get();
    }

    boolean send(Response response) throws IOException {
        return send(response.bytes());
    }

    /** As {@link #write}, as the last step: whoever has the answer finds the call no longer in progress. */
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
