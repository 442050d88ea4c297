package io.github.mfpjaxrs.security.it.support;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Ends simulated faults on the test class's servers and resets their counters. Issued tokens stay valid, because
 * deployed applications keep using theirs.
 */
final class ServerReset implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        AnnotationSupport.findAnnotatedFieldValues(
                        context.getRequiredTestClass(), AutoClose.class, MobileFirstServer.class)
                .forEach(server -> {
                    server.recover();
                    server.resetCounters();
                });
    }
}
