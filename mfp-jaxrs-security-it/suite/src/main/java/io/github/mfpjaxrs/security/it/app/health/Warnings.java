package io.github.mfpjaxrs.security.it.app.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Collects the warnings and errors in the runtime's log that the library writes or that mention one of its classes. */
@Path("warnings")
@ApplicationScoped
public class Warnings {

    /** Matches the library's classes, but not the suite's. */
    private static final Pattern OURS = Pattern.compile("io\\.github\\.mfpjaxrs\\.security(?!\\.it\\.)");

    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();
    private static final Logger ROOT = Logger.getLogger("");
    private static final AtomicBoolean LISTENING = new AtomicBoolean();

    private static final Handler HANDLER = new Handler() {

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                String text = text(entry);
                if (OURS.matcher(text).find()) {
                    LINES.add(text);
                }
            }
        }

        @Override
        public void flush() {
            // Nothing to flush, because the lines are in memory.
        }

        @Override
        public void close() {
            // Nothing to close, because the lines stay in memory.
        }
    };

    static void listen() {
        if (LISTENING.compareAndSet(false, true)) {
            ROOT.addHandler(HANDLER);
        }
    }

    static void leave() {
        ROOT.removeHandler(HANDLER);
    }

    /** Starts listening on Quarkus, which has no portable extensions and processes deployments at build time. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        listen();
    }

    private static String text(LogRecord entry) {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        lines.print(entry.getLevel() + " " + entry.getLoggerName() + " " + entry.getMessage());
        if (entry.getParameters() != null) {
            for (Object parameter : entry.getParameters()) {
                lines.print(" " + parameter);
            }
        }
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(lines);
        }
        return text.toString();
    }

    /** Returns the entries logged since the deployment began. */
    @GET
    public String all() {
        return String.join("\n", LINES);
    }

    /** Logs a warning about one of the library's classes, as a runtime would, and returns all entries. */
    @GET
    @Path("example")
    public String example() {
        Logger.getLogger("org.example.runtime").warning("io.github.mfpjaxrs.security.Example is there twice");
        return all();
    }
}
