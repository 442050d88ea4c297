package io.github.mfpjaxrs.security.it.extensions.app.servlet;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Serves what the library has logged since the filters were initialized. Listeners run before them. */
@WebListener
@WebServlet("/log")
public class StartLog extends HttpServlet implements ServletContextListener {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final List<String> MESSAGES = new CopyOnWriteArrayList<>();

    /** A field, because the log manager refers to it weakly. */
    private static final Logger LOGGER = Logger.getLogger("io.github.mfpjaxrs.security");

    private static final Handler HANDLER = new Handler() {

        @Override
        public void publish(LogRecord logged) {
            MESSAGES.add(logged.getLevel() + " " + new SimpleFormatter().formatMessage(logged));
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @Override
    public void contextInitialized(ServletContextEvent event) {
        LOGGER.addHandler(HANDLER);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        LOGGER.removeHandler(HANDLER);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().write(String.join("\n", MESSAGES));
    }
}
