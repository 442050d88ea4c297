package io.github.mfpjaxrs.security.analytics;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Sends events in batches from a dedicated thread. Events wait in a bounded buffer. When the buffer is full, new
 * events are dropped and counted. A failed batch is retried after a delay that doubles with each failure, up to a
 * limit. Thread-safe.
 */
final class AnalyticsSender implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security.analytics");

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    /** The first and the longest delay after failures. */
    record Backoff(Duration first, Duration longest) {

        static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

        Duration next(Duration before) {
            Duration doubled = before.multipliedBy(2);
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    private final AnalyticsSettings settings;
    private final Backoff backoff;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(REQUEST_LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final BlockingQueue<AnalyticsEvent> buffer;
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;

    /** The batch to be sent. Used only by the sending thread. */
    private final List<AnalyticsEvent> batch = new ArrayList<>();

    private volatile boolean closed;

    /** Whether the sending thread waits for a full batch. Set before that thread looks at the buffer. */
    private volatile boolean waiting;

    AnalyticsSender(AnalyticsSettings settings, Backoff backoff) {
        this.settings = settings;
        this.backoff = backoff;
        this.buffer = new ArrayBlockingQueue<>(settings.bufferSize());
        this.thread = new Thread(this::run, "mfp-analytics");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Adds an event to the buffer, or drops the event if the buffer is full. Never waits. */
    void report(AnalyticsEvent event) {
        if (!buffer.offer(event)) {
            dropped.incrementAndGet();
        } else if (waiting && buffer.size() >= settings.batchSize()) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        Duration delay = backoff.first();
        boolean isFailing = false;
        while (!closed) {
            if (batch.isEmpty()) {
                waiting = true;
                await(settings.interval(), () -> buffer.size() >= settings.batchSize());
                waiting = false;
                buffer.drainTo(batch, settings.batchSize());
            } else if (sent()) {
                if (isFailing) {
                    LOG.log(Level.INFO, "MFP analytics: events are sent again");
                }
                isFailing = false;
                delay = backoff.first();
            } else {
                isFailing = true;
                await(delay, () -> false);
                delay = backoff.next(delay);
            }
            reportDrops();
        }
        sendRest();
    }

    /**
     * Waits until the time has passed, the condition holds or the sender is closed. The thread is woken by unparking
     * rather than by an interrupt, because an interrupt could abort a request.
     */
    private void await(Duration time, BooleanSupplier condition) {
        long end = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (left > 0 && !closed && !condition.getAsBoolean()) {
            LockSupport.parkNanos(this, left);
            left = end - System.nanoTime();
        }
    }

    /** Sends the remaining events until a batch fails or the time limit is reached. */
    private void sendRest() {
        long end = System.nanoTime() + CLOSE_LIMIT.toNanos();
        do {
            buffer.drainTo(batch, settings.batchSize() - batch.size());
        } while (!batch.isEmpty() && end - System.nanoTime() > 0 && sent());
        int left = batch.size() + buffer.size();
        if (left > 0) {
            LOG.log(Level.WARNING, "MFP analytics: {0} events could not be sent before the application stopped", left);
        }
    }

    /** Sends the batch. If the server accepts the batch, clears it and returns true. */
    private boolean sent() {
        JsonArrayBuilder json = Json.createArrayBuilder();
        batch.forEach(event -> json.add(event.toJson(settings.serverAddress())));
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(closed ? CLOSE_LIMIT : REQUEST_LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.build().toString()));
        settings.authorization().ifPresent(credentials -> request.header("Authorization", credentials));
        try {
            int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            if (status == 200 || status == 201) {
                batch.clear();
                return true;
            }
            LOG.log(
                    Level.WARNING,
                    "MFP analytics: {0} responded with {1}; the events are kept",
                    settings.url(),
                    status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "MFP analytics: {0} cannot be reached ({1}); the events are kept",
                    settings.url(),
                    e);
        }
        return false;
    }

    private void reportDrops() {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            LOG.log(
                    Level.WARNING,
                    "MFP analytics: {0} events were dropped, because {1} were waiting (mfp.analytics.buffer-size)",
                    count,
                    settings.bufferSize());
        }
    }

    /** Sends the waiting events. Takes at most ten seconds. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_LIMIT.multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reportDrops();
    }
}
