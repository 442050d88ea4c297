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

/** What an operator can see of the application from within: what the library has logged, and what the JVM is told. */
@Path("operator")
@RequestScoped
public class ApplicationLog {

    /** Held, since loggers are forgotten otherwise. */
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
                // Lines are in memory.
            }

            @Override
            public void close() {
                // They stay there.
            }
        });
    }

    @Inject
    TokenCache tokens;

    /** The lines since the last time. */
    @GET
    @Path("log")
    public String log() {
        StringBuilder lines = new StringBuilder();
        for (String line = LINES.poll(); line != null; line = LINES.poll()) {
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    /** Forgets the trouble so far, so that each kind is logged again at once. */
    @GET
    @Path("forget")
    public String forget() {
        tokens.clear();
        return "forgotten";
    }

    /** How many addresses a name has here. */
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

    /** Gives the JVM a store of cookies with one for the loopback. */
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

    /** What the application's own client filter was given. */
    @GET
    @Path("seen")
    public String seen() {
        return MeddlingFilter.seen();
    }
}
