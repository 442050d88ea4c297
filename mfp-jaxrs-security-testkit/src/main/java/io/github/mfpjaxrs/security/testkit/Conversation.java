package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers the requests of one connection, one after the other, until either side has had enough. */
final class Conversation implements Runnable {

    /** A black hole never asks for an answer. */
    private static final Response UNSEEN = Response.empty(503);

    private final Connection connection;
    private final Endpoints endpoints;
    private final FaultPlan faults;
    private final Stalls stalls;
    private final Traffic traffic;
    private final Duration latency;

    Conversation(Connection connection, Endpoints endpoints, FaultPlan faults, Traffic traffic, Duration latency) {
        this.connection = connection;
        this.endpoints = endpoints;
        this.faults = faults;
        this.stalls = faults.stalls();
        this.traffic = traffic;
        this.latency = latency;
    }

    @Override
    public void run() {
        try (connection) {
            converse();
        } catch (IOException gone) {
            // The peer went away, or the server closed the connection: nobody is left to be told.
        }
    }

    private void converse() throws IOException {
        boolean open = outlives(stalls.generation(), faults.takeBlackHole(), traffic::connected);
        while (open && connection.input().hasNext()) {
            open = outlives(stalls.generation(), faults.takeBlackHole(), () -> {}) && answerNext();
        }
    }

    /** Counts after the fault was taken, so that whoever has seen the count knows that a recovery ends the fault. */
    private boolean outlives(long generation, Optional<Fault> blackHole, Runnable count) throws IOException {
        count.run();
        return blackHole.isEmpty() || play(blackHole.get(), () -> UNSEEN, generation, Traffic.Ongoing.UNCOUNTED);
    }

    private boolean answerNext() throws IOException {
        Request request;
        try {
            request = new RequestReader(connection).read();
        } catch (BadRequestException malformed) {
            connection.write(Response.empty(400).with("Connection", "close").bytes());
            return false;
        }
        Endpoint endpoint = endpoints.of(request);
        Form form = Form.of(request);
        long generation = stalls.generation();
        Optional<Fault> fault = faults.take(endpoint);
        Call call = new Call(request.method(), request.target(), request.headers(), form.parameters());
        try (Traffic.Ongoing ongoing = traffic.began(endpoint, call)) {
            return delayed() && answer(endpoint, request, form, fault, generation, ongoing) && request.keepAlive();
        }
    }

    private boolean delayed() throws IOException {
        return latency.isZero() || connection.pause(latency);
    }

    private boolean answer(
            Endpoint endpoint,
            Request request,
            Form form,
            Optional<Fault> fault,
            long generation,
            Traffic.Ongoing ongoing)
            throws IOException {
        if (fault.isPresent()) {
            return play(
                    fault.get(), () -> endpoints.answer(endpoint, request, form).response(), generation, ongoing);
        }
        Reply reply = endpoints.answer(endpoint, request, form);
        return play(reply.fault(), reply::response, generation, ongoing);
    }

    private boolean play(Fault fault, Supplier<Response> normalAnswer, long generation, Traffic.Ongoing ongoing)
            throws IOException {
        try (Exchange exchange = new Exchange(connection, normalAnswer, stalls, generation, ongoing)) {
            return fault.play(exchange);
        }
    }
}
