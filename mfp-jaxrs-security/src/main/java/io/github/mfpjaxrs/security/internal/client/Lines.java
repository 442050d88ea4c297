package io.github.mfpjaxrs.security.internal.client;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The line that new calls take; another after one was retired. Thread-safe. */
final class Lines implements AutoCloseable {

    private final RestClients clients;
    private final AtomicReference<@Nullable Line> current = new AtomicReference<>();

    Lines(RestClients clients) {
        this.clients = clients;
    }

    Line.Use use() {
        while (true) {
            Line line = current.get();
            if (line != null && !line.isRetired()) {
                return line.use();
            }
            Line made = new Line(clients);
            if (!current.compareAndSet(line, made)) {
                made.retire();
            }
        }
    }

    @Override
    public void close() {
        Line line = current.getAndSet(null);
        if (line != null) {
            line.retire();
        }
    }
}
