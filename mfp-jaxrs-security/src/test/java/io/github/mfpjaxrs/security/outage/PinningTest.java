package io.github.mfpjaxrs.security.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Requests on virtual threads that wait for an introspection release their carrier thread. */
class PinningTest {

    private static final String PINNED = "jdk.VirtualThreadPinned";

    @Test
    @Tag("F6")
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads are final from JDK 21 on")
    void validateWhenOnVirtualThreadsThenNoneIsPinned(@TempDir Path directory) throws Exception {
        try (MobileFirstServer server = MobileFirstServer.start();
                Shop shop = Shop.open(Shop.unhurried(server).config("mfp.introspection.max-concurrent", "8"))) {
            TokenValidator validator = shop.validator();
            RequiredScope required = RequiredScope.allOf("RegisteredClient");
            // Loads classes before the recording, because class loading pins the carrier.
            validate(validator, required, List.of(server.issue("RegisteredClient", "mary")));
            server.failIntrospection(Fault.delay(Duration.ofMillis(300)));
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                tokens.add(i % 2 == 0 ? server.issue("RegisteredClient", "mary") : tokens.get(0));
            }

            List<RecordedEvent> pinned;
            List<AccessDecision> decisions;
            try (Recording recording = new Recording()) {
                recording.enable(PINNED).withThreshold(Duration.ofMillis(20)).withStackTrace();
                recording.start();
                decisions = validate(validator, required, tokens);
                recording.stop();
                Path file = directory.resolve("pinned.jfr");
                recording.dump(file);
                pinned = RecordingFile.readAllEvents(file);
            }

            assertThat(decisions).hasSize(200).allMatch(AccessDecision.Granted.class::isInstance);
            assertThat(pinned).isEmpty();
        }
    }

    /** Uses reflection, because this class is compiled for JDK 17. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private static List<AccessDecision> validate(TokenValidator validator, RequiredScope required, List<String> tokens)
            throws Exception {
        ExecutorService threads = virtualThreads();
        try {
            List<Callable<AccessDecision>> tasks = new ArrayList<>();
            tokens.forEach(token -> tasks.add(() -> validator.validate(List.of("Bearer " + token), required)));
            List<AccessDecision> decisions = new ArrayList<>();
            for (Future<AccessDecision> decision : threads.invokeAll(tasks)) {
                decisions.add(decision.get(Shop.PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
            return decisions;
        } finally {
            threads.shutdownNow();
        }
    }
}
