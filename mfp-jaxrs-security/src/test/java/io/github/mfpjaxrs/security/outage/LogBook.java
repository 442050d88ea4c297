package io.github.mfpjaxrs.security.outage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records what the library logs from the time of creation. */
final class LogBook extends Handler implements AutoCloseable {

    /** Strongly referenced, because java.util.logging otherwise discards the logger and its handlers. */
    private final Logger logger = Logger.getLogger("io.github.mfpjaxrs.security");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    LogBook() {
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        records.add(entry);
    }

    List<String> errors() {
        return messages(Level.SEVERE);
    }

    List<String> warnings() {
        return messages(Level.WARNING);
    }

    List<String> infos() {
        return messages(Level.INFO);
    }

    /** Returns all messages, including the exceptions. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (LogRecord entry : records) {
            text.append(entry.getMessage()).append('\n');
            for (Throwable cause = entry.getThrown(); cause != null; cause = cause.getCause()) {
                text.append(cause).append('\n');
            }
        }
        return text.toString();
    }

    private List<String> messages(Level level) {
        return records.stream()
                .filter(entry -> entry.getLevel().equals(level))
                .map(LogRecord::getMessage)
                .toList();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
