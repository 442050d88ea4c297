package io.github.mfpjaxrs.security.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.failsafe.Failsafe;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.embedded.EmbeddedApplication;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An application that is stopped leaves behind no threads and no references to its classes. */
class UndeployTest {

    private static Set<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("mfp-"))
                .filter(name -> !name.startsWith("mfp-testkit"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void closeWhenDeployedSeveralTimesThenNoThreadStays() throws Exception {
        try (MobileFirstServer server = MobileFirstServer.start()) {
            for (int round = 0; round < 3; round++) {
                try (Shop shop = Shop.open(Shop.unhurried(server))) {
                    List<String> tokens = IntStream.range(0, 20)
                            .mapToObj(i -> server.issue("RegisteredClient", "user" + i))
                            .toList();
                    List<Integer> statuses = Parallel.all(20, i -> shop.status(tokens.get(i)));
                    assertThat(statuses).containsOnly(200);
                    assertThat(ourThreads()).anyMatch(name -> name.startsWith("mfp-introspection-"));
                }
                Awaitility.await()
                        .atMost(Shop.PATIENCE)
                        .untilAsserted(() -> assertThat(ourThreads()).isEmpty());
            }
        }
    }

    @Test
    void closeWhenServerHangsThenThreadsEndWithTheirReadTimeout() throws Exception {
        try (MobileFirstServer server = MobileFirstServer.start()) {
            try (Shop shop = Shop.open(
                    Shop.against(server).config("mfp.timeout.read", "PT3S").config("mfp.timeout.total", "PT3S"))) {
                server.fail(Fault.hang());
                try (Parallel<Integer> waiting = Parallel.start(1, i -> shop.status("t0ken"))) {
                    Awaitility.await().atMost(Shop.PATIENCE).until(() -> server.tokenRequests() == 1);
                    assertThat(waiting.results()).containsOnly(503);
                }
            }

            Awaitility.await()
                    .atMost(Shop.PATIENCE)
                    .untilAsserted(() -> assertThat(ourThreads()).isEmpty());
        }
    }

    /**
     * Loads the library and its dependencies in a separate class loader, as in a web application. The parent loads
     * the platform's APIs. The objects that this test passes to the library are also loaded here.
     */
    private static final class WebApplicationLoader extends URLClassLoader {

        private static final List<String> OURS =
                List.of("io.github.mfpjaxrs.security.", "com.github.benmanes.caffeine.", "dev.failsafe.");

        WebApplicationLoader(URL... jars) {
            super(jars, UndeployTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && OURS.stream().anyMatch(name::startsWith)) {
                    loaded = findClass(name);
                }
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
        }
    }

    private static URL placeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void closeWhenValidatorHasWorkedThenItsClassLoaderIsCollected() throws Exception {
        List<WeakReference<ClassLoader>> gone = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            gone.add(workAndStop());
        }
        // Something outside the library retains the last loader that it saw, but no earlier ones, so such leaks do
        // not accumulate.
        gone.remove(3);

        Awaitility.await().atMost(Shop.PATIENCE).untilAsserted(() -> {
            System.gc();
            assertThat(gone).extracting(WeakReference::get).containsOnlyNulls();
        });
    }

    private static WeakReference<ClassLoader> workAndStop() throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (WebApplicationLoader loader = new WebApplicationLoader(
                placeOf(AccessToken.class),
                placeOf(EmbeddedApplication.class),
                placeOf(Caffeine.class),
                placeOf(Failsafe.class))) {
            current.setContextClassLoader(loader);
            Class<?> work =
                    Class.forName("io.github.mfpjaxrs.security.internal.decision.DetachedValidation", true, loader);
            assertThat(work.getClassLoader()).isSameAs(loader);
            ((Runnable) work.getConstructor().newInstance()).run();
            return new WeakReference<>(loader);
        } finally {
            current.setContextClassLoader(before);
        }
    }
}
