package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Handles the requests on one connection, one after another, until either side ends the connection. */
final class Conversation implements Runnable {

    /** A placeholder that is never sent, because a black hole does not respond. */
    private static final Response UNSEEN = Response.empty(503);

    private final Connection connection;
    private final Endpoints endpoints;
    private final FaultPlan faults;
    private final Stalls stalls;
    private final Traffic traffic;
    private final ServerEvents events;
    private final Duration latency;

    Conversation(
            Connection connection,
            Endpoints endpoints,
            FaultPlan faults,
            Traffic traffic,
            ServerEvents events,
            Duration latency) {
        this.connection = connection;
        this.endpoints = endpoints;
        this.faults = faults;
        this.stalls = faults.stalls();
        this.traffic = traffic;
        this.events = events;
        this.latency = latency;
    }

    @Override
    public void run() {
        try (connection) {
            converse();
        } catch (IOException gone) {
            // The connection is closed, so the failure cannot be reported to the peer.
        }
    }

    private void converse() throws IOException {
        boolean open = survivesBlackHole(stalls.generation(), faults.takeBlackHole(), traffic::connected);
        while (open && connection.input().hasNext()) {
            open = survivesBlackHole(stalls.generation(), faults.takeBlackHole(), () -> {}) && handleNext();
        }
    }

    /**
     * Counts the connection only after the fault has been taken. A recovery requested after the new count is visible
     * therefore always ends the fault.
     */
    private boolean survivesBlackHole(long generation, Optional<Fault> blackHole, Runnable count) throws IOException {
        count.run();
        return blackHole.isEmpty()
                || play(blackHole.get(), () -> UNSEEN, UnaryOperator.identity(), generation, Traffic.Ongoing.UNCOUNTED);
    }

    private boolean handleNext() throws IOException {
        Request request;
        try {
            request = new RequestReader(connection).read();
        } catch (BadRequestException malformed) {
            connection.write(Response.empty(400).with("Connection", "close").bytes());
            return false;
        }
        Form form = Form.of(request);
        Endpoint endpoint = endpoints.endpointOf(request, form);
        long generation = stalls.generation();
        Optional<Fault> fault = endpoints.isPreflight(endpoint, request) ? Optional.empty() : faults.take(endpoint);
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
        UnaryOperator<Response> readable = response -> endpoints.readable(endpoint, request, response);
        if (fault.isPresent()) {
            events.failed(endpoint, fault.get());
            return play(
                    fault.get(),
                    () -> endpoints.answer(endpoint, request, form).response(),
                    readable,
                    generation,
                    ongoing);
        }
        Reply reply = endpoints.answer(endpoint, request, form);
        if (endpoint == Endpoint.CLIENT) {
            events.changed();
        }
        return play(reply.fault(), reply::response, readable, generation, ongoing);
    }

    private boolean play(
            Fault fault,
            Supplier<Response> normalAnswer,
            UnaryOperator<Response> readable,
            long generation,
            Traffic.Ongoing ongoing)
            throws IOException {
        try (Exchange exchange = new Exchange(connection, normalAnswer, readable, stalls, generation, ongoing)) {
            return fault.play(exchange);
        }
    }
}
