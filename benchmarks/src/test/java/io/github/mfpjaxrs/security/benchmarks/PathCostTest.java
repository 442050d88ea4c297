package io.github.mfpjaxrs.security.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.mfpjaxrs.security.servlet.ProtectionInitializer;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures what protected paths and the servlet filters add to a request, by alternating between applications with and
 * without keys. The allocated bytes must stay below a limit. The processor time is only printed.
 */
@Tag("S1")
class PathCostTest {

    private static final int REQUESTS = 10_000;
    private static final int BATCHES = 6;
    private static final int PAIRS = 4;
    private static final URI BASE = URI.create("http://127.0.0.1/");

    private static final Map<String, String> NO_KEYS = Map.of();
    private static final Map<String, String> KEYS = Map.of(
            "mfp.protect.pages.paths", "/pages/*,/internal/*",
            "mfp.protect.pages.scopes", "accessRestricted");

    /** Limits in bytes. */
    private static final int FILTER_WITHOUT_KEYS = 0;

    private static final int FILTER_OF_OTHER_PATHS = 1_024;
    private static final int FILTER_OF_ITS_PATH = 2_048;
    private static final int RESOURCE_OF_ANOTHER_PATH = 2_048;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final AuthorizationServer server = new AuthorizationServer();
    private final String authorization = "Bearer " + server.issue(1).get(0);

    @AfterEach
    void stop() {
        server.close();
    }

    /** The cost of one request. */
    private record Cost(double bytes, double nanos) {}

    /** An action to measure. */
    private interface Action {

        void run() throws Exception;
    }

    /** An application. CDI and the configuration are looked up globally, so only one application can run at a time. */
    private final class Application implements AutoCloseable {

        private final Map<String, String> settings;
        private final SeContainer beans;
        private final ApplicationHandler jersey;
        private final List<Filter> filters;

        Application(Map<String, String> keys) throws Exception {
            settings = new HashMap<>(keys);
            settings.put("mfp.authorization-server.url", server.url());
            settings.put("mfp.client-id", server.clientId());
            settings.put("mfp.client-secret", server.clientSecret());
            settings.put("mfp.timeout.total", "PT20S");
            settings.put("mfp.cache.max-age", "P1D");
            settings.forEach(System::setProperty);
            beans = SeContainerInitializer.newInstance()
                    .addExtensions(new ExtensionsCostTest.NoExtensions())
                    .addBeanClasses(EmbeddedServer.Resource.class)
                    .initialize();
            jersey = new ApplicationHandler(new ResourceConfig(EmbeddedServer.Resource.class));
            filters = servletFilters();
        }

        /** Returns the filters that run before all servlets, obtained as a container would obtain them. */
        private List<Filter> servletFilters() throws Exception {
            List<Filter> registered = new ArrayList<>();
            ServletContext context =
                    proxy(ServletContext.class, (self, method, arguments) -> switch (method.getName()) {
                        case "getServletRegistrations" -> Map.of();
                        case "getContextPath" -> "";
                        case "addFilter" -> {
                            registered.add((Filter) arguments[1]);
                            yield proxy(method.getReturnType(), (of, called, with) -> null);
                        }
                        default -> null;
                    });
            new ProtectionInitializer().onStartup(null, context);
            for (Filter filter : registered) {
                filter.init(proxy(
                        FilterConfig.class,
                        (self, method, arguments) -> method.getName().equals("getServletContext") ? context : null));
            }
            return registered;
        }

        /**
         * Returns the status for a path without a resource, which is 404 unless a path filter refuses the request
         * first.
         */
        int statusWithoutToken() throws Exception {
            return send(request("pages/1"));
        }

        Cost resource(String path) throws Exception {
            return measure(() -> {
                ContainerRequest request = request(path);
                request.header(HttpHeaders.AUTHORIZATION, authorization);
                if (send(request) != 200) {
                    throw new IllegalStateException("not served");
                }
            });
        }

        private ContainerRequest request(String path) {
            return new ContainerRequest(
                    BASE, BASE.resolve(path), "GET", null, new MapPropertiesDelegate(), jersey.getConfiguration());
        }

        private int send(ContainerRequest request) throws Exception {
            return jersey.apply(request, OutputStream.nullOutputStream()).get().getStatus();
        }

        /** Measures the servlet filters, excluding the container and the servlet. */
        Cost filter(String path) throws Exception {
            Request state = new Request(path, authorization);
            HttpServletRequest request = state.request();
            HttpServletResponse response = proxy(HttpServletResponse.class, (self, method, arguments) -> null);
            int[] served = {0};
            FilterChain chain = (passed, answered) -> served[0]++;
            FilterChain filtering = chain;
            for (int i = filters.size() - 1; i >= 0; i--) {
                Filter filter = filters.get(i);
                FilterChain next = filtering;
                filtering = (passed, answered) -> filter.doFilter(passed, answered, next);
            }
            FilterChain measured = filtering;
            Cost bare = measure(() -> {
                state.clear();
                chain.doFilter(request, response);
            });
            served[0] = 0;
            RequestContextController requests =
                    beans.select(RequestContextController.class).get();
            requests.activate();
            Cost filtered;
            try {
                filtered = measure(() -> {
                    state.clear();
                    measured.doFilter(request, response);
                });
            } finally {
                requests.deactivate();
            }
            assertThat(served[0]).isEqualTo(REQUESTS * (BATCHES + 1));
            return new Cost(filtered.bytes() - bare.bytes(), filtered.nanos() - bare.nanos());
        }

        @Override
        public void close() {
            beans.close();
            settings.keySet().forEach(System::clearProperty);
            // The configuration remembers its keys.
            ConfigProviderResolver.instance().releaseConfig(ConfigProvider.getConfig());
        }
    }

    /** A servlet request whose methods allocate nothing. */
    private static final class Request extends HttpServletRequestWrapper {

        private final String path;
        private final List<String> authorization;
        private final String[] names = new String[4];
        private final Object[] values = new Object[4];

        Request(String path, String authorization) {
            super(proxy(HttpServletRequest.class, (self, method, arguments) -> null));
            this.path = path;
            this.authorization = List.of(authorization);
        }

        HttpServletRequest request() {
            return this;
        }

        void clear() {
            Arrays.fill(names, null);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public String getContextPath() {
            return "";
        }

        @Override
        public String getServletPath() {
            return path;
        }

        @Override
        public String getPathInfo() {
            return null;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equals(HttpHeaders.AUTHORIZATION)
                    ? Collections.enumeration(authorization)
                    : Collections.emptyEnumeration();
        }

        @Override
        public Object getAttribute(String name) {
            int index = index(name);
            return names[index] == null ? null : values[index];
        }

        @Override
        public void setAttribute(String name, Object value) {
            int index = index(name);
            names[index] = name;
            values[index] = value;
        }

        private int index(String name) {
            int index = 0;
            while (names[index] != null && !names[index].equals(name)) {
                index++;
            }
            return index;
        }
    }

    @SuppressWarnings("unchecked") // The proxy implements this type.
    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(PathCostTest.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    /** Measures an action in several batches, the first of which is the warm-up. */
    private Cost measure(Action action) throws Exception {
        double bytes = Double.MAX_VALUE;
        double nanos = Double.MAX_VALUE;
        for (int batch = 0; batch <= BATCHES; batch++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < REQUESTS; i++) {
                action.run();
            }
            long end = threads.getCurrentThreadCpuTime();
            bytes = Math.min(bytes, (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / REQUESTS);
            nanos = batch == 0 ? nanos : Math.min(nanos, (double) (end - start) / REQUESTS);
        }
        return new Cost(bytes, nanos);
    }

    @Test
    void requestWhenNoKeysAreThereThenPathsCostNothing() throws Exception {
        List<Cost> unused = new ArrayList<>();
        List<Cost> other = new ArrayList<>();
        List<Cost> own = new ArrayList<>();
        List<Cost> without = new ArrayList<>();
        List<Cost> with = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            try (Application application = new Application(NO_KEYS)) {
                assertThat(application.statusWithoutToken()).isEqualTo(404);
                without.add(application.resource("open"));
                unused.add(application.filter("/pages/1"));
            }
            try (Application application = new Application(KEYS)) {
                assertThat(application.statusWithoutToken()).isEqualTo(401);
                with.add(application.resource("open"));
                other.add(application.filter("/open/1"));
                own.add(application.filter("/pages/1"));
            }
            ratios.add(with.get(pair).nanos() / without.get(pair).nanos());
        }

        print("the servlet filters, without keys", unused);
        print("the servlet filters, a path that no rule matches", other);
        print("the servlet filters, a protected path and a cached token", own);
        print("an open method through Jersey, without keys", without);
        print("an open method through Jersey, with keys for other paths", with);
        System.out.printf(
                "ratio of the last two: %s%n",
                Median.of(ratios, Double::doubleValue).text("%.2f"));
        assertThat(least(unused)).isLessThanOrEqualTo(FILTER_WITHOUT_KEYS);
        assertThat(least(other)).isLessThanOrEqualTo(FILTER_OF_OTHER_PATHS);
        assertThat(least(own)).isLessThanOrEqualTo(FILTER_OF_ITS_PATH);
        assertThat(least(with) - least(without)).isLessThanOrEqualTo(RESOURCE_OF_ANOTHER_PATH);
    }

    private static double least(List<Cost> costs) {
        return Median.of(costs, Cost::bytes).least();
    }

    private static void print(String name, List<Cost> costs) {
        System.out.printf(
                "%s: %.0f bytes and %s ns of processor time%n",
                name, least(costs), Median.of(costs, Cost::nanos).text("%.0f"));
    }
}
