package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.TokenCache;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Gives tests access to the library's log and to JVM-wide settings. */
@Path("operator")
@RequestScoped
public class ApplicationLog {

    /** A strong reference, because the logger could otherwise be garbage-collected. */
    private static final Logger LOGGER = Logger.getLogger("io.github.mfpjaxrs.security");

    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

    static {
        LOGGER.addHandler(new Handler() {

            @Override
            public void publish(LogRecord line) {
                LINES.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {
                // Nothing to flush, because the lines are in memory.
            }

            @Override
            public void close() {
                // Nothing to close, because the lines stay in memory.
            }
        });
    }

    @Inject
    TokenCache tokens;

    /** Returns the lines logged since the last call. */
    @GET
    @Path("log")
    public String log() {
        StringBuilder lines = new StringBuilder();
        for (String line = LINES.poll(); line != null; line = LINES.poll()) {
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    /** Clears the recorded failures, so that the next failure of each kind is logged again. */
    @GET
    @Path("forget")
    public String forget() {
        tokens.clear();
        return "forgotten";
    }

    /** Returns the addresses to which the test host name resolves. */
    @GET
    @Path("addresses")
    public String addresses() {
        try {
            return Arrays.stream(InetAddress.getAllByName("two.addresses.test"))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(" "));
        } catch (UnknownHostException none) {
            return "";
        }
    }

    /** Installs a JVM-wide cookie store that holds a cookie for the loopback address. */
    @GET
    @Path("cookies")
    public String keepCookies() {
        CookieManager cookies = new CookieManager();
        HttpCookie cookie = new HttpCookie("session", "of-somebody");
        cookie.setPath("/");
        cookies.getCookieStore().add(URI.create("http://127.0.0.1/"), cookie);
        CookieHandler.setDefault(cookies);
        return "kept";
    }

    @GET
    @Path("no-cookies")
    public String dropCookies() {
        CookieHandler.setDefault(null);
        return "dropped";
    }

    /** Returns the requests that the application's own client filter has seen. */
    @GET
    @Path("seen")
    public String seen() {
        return MeddlingFilter.seen();
    }
}
