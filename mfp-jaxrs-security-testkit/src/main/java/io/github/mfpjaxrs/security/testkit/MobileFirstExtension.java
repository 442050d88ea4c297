package io.github.mfpjaxrs.security.testkit;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit extension that runs one {@link MobileFirstServer} for a test class and its nested classes, and
 * {@linkplain MobileFirstServer#reset() resets} it before each test. The extension resolves parameters of type
 * {@link MobileFirstServer}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MobileFirstExtension MOBILE_FIRST = new MobileFirstExtension(MobileFirstServer.builder().rfc7662());
 * }</pre>
 *
 * <p>The tests of a class share the server and therefore must not run in parallel.
 */
public final class MobileFirstExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private static final String SERVER = "server";

    private final MobileFirstServerBuilder settings;
    private final Namespace namespace = Namespace.create(MobileFirstExtension.class, this);
    private final AtomicReference<@Nullable MobileFirstServer> latest = new AtomicReference<>();

    /** Creates an extension that runs a server with the default settings. */
    public MobileFirstExtension() {
        this(MobileFirstServer.builder());
    }

    /**
     * Creates an extension that runs a server with these settings.
     *
     * @param settings the settings, which must not be changed afterwards
     */
    public MobileFirstExtension(MobileFirstServerBuilder settings) {
        this.settings = settings;
    }

    /**
     * Returns the running server. Tests can call this method if the extension is stored in a field.
     *
     * @return the same server throughout a test class
     * @throws IllegalStateException before the first test or after the last test
     */
    public MobileFirstServer server() {
        MobileFirstServer server = latest.get();
        if (server == null) {
            throw new IllegalStateException("the server runs only during the tests");
        }
        return server;
    }

    /** Starts the server. */
    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    /** Resets the server. If the extension is stored in an instance field, a server is started for this test. */
    @Override
    public void beforeEach(ExtensionContext context) {
        running(context).reset();
    }

    /** Closes the server if it was started for this test. */
    @Override
    public void afterEach(ExtensionContext context) {
        closeStartedIn(context);
    }

    /** Closes the server. */
    @Override
    public void afterAll(ExtensionContext context) {
        closeStartedIn(context);
    }

    /** Supports parameters of type {@link MobileFirstServer}. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MobileFirstServer.class;
    }

    /** Resolves to the running server. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context);
    }

    private MobileFirstServer running(ExtensionContext context) {
        Store store = context.getStore(namespace);
        MobileFirstServer inherited = store.get(SERVER, MobileFirstServer.class);
        if (inherited != null) {
            return inherited;
        }
        MobileFirstServer started = settings.start();
        store.put(SERVER, started);
        latest.set(started);
        return started;
    }

    /**
     * Closes only a server that was started in this context, so that a test or a nested class does not close the
     * enclosing class's server.
     */
    private void closeStartedIn(ExtensionContext context) {
        MobileFirstServer started = context.getStore(namespace).remove(SERVER, MobileFirstServer.class);
        if (started != null) {
            latest.compareAndSet(started, null);
            started.close();
        }
    }
}
