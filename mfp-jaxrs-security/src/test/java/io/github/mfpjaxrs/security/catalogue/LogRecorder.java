package io.github.mfpjaxrs.security.catalogue;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Records every line that this library writes, at every level, and the lines of other loggers at their own levels. A
 * line includes everything that a handler might show: parameters, and the whole chain of a throwable.
 */
public final class LogRecorder extends Handler {

    /** A line of the log. */
    public record Line(String logger, Level level, String text) {}

    /** Strongly referenced, because the log manager holds loggers weakly and would otherwise lose their levels. */
    private static final List<Logger> ALL_LEVELS = List.of(
            Logger.getLogger("io.github.mfpjaxrs"),
            Logger.getLogger("org.glassfish.jersey"),
            Logger.getLogger("org.jboss.resteasy"));

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    private LogRecorder() {
        setLevel(Level.ALL);
    }

    public static LogRecorder attach() {
        LogRecorder recorder = new LogRecorder();
        ALL_LEVELS.forEach(logger -> logger.setLevel(Level.ALL));
        Logger.getLogger("").addHandler(recorder);
        return recorder;
    }

    public void detach() {
        Logger.getLogger("").removeHandler(this);
        ALL_LEVELS.forEach(logger -> logger.setLevel(null));
    }

    /** Returns the lines of this library at or above a level. */
    public List<Line> ours(Level least) {
        return lines.stream()
                .filter(line -> line.logger().startsWith("io.github.mfpjaxrs"))
                .filter(line -> line.level().intValue() >= least.intValue())
                .toList();
    }

    public List<Line> all() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord record) {
        StringBuilder text = new StringBuilder(String.valueOf(record.getMessage()));
        if (record.getParameters() != null && record.getParameters().length > 0) {
            text.append(" | ").append(formatted(record));
        }
        if (record.getThrown() != null) {
            text.append(" | ").append(Throwables.text(record.getThrown()));
        }
        lines.add(new Line(String.valueOf(record.getLoggerName()), record.getLevel(), text.toString()));
    }

    private static String formatted(LogRecord record) {
        StringBuilder parameters = new StringBuilder();
        for (Object parameter : record.getParameters()) {
            parameters.append(parameter).append(' ');
        }
        try {
            return MessageFormat.format(record.getMessage(), record.getParameters()) + " | " + parameters;
        } catch (IllegalArgumentException e) {
            return parameters.toString();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
