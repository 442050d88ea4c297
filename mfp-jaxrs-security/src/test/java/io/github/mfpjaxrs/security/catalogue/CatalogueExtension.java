package io.github.mfpjaxrs.security.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Checks after every catalogue test that the log contains no token or secret, and adds an entry to the report. */
final class CatalogueExtension implements BeforeEachCallback, AfterEachCallback, TestWatcher {

    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(CatalogueExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        LogRecorder log = LogRecorder.attach();
        context.getStore(SPACE).put(LogRecorder.class, log);
        ((CatalogueCase) context.getRequiredTestInstance()).log = log;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LogRecorder log = context.getStore(SPACE).get(LogRecorder.class, LogRecorder.class);
        log.detach();
        Set<String> secrets = ((CatalogueCase) context.getRequiredTestInstance()).secrets();
        assertThat(secrets).as("secrets to look for").isNotEmpty();
        for (LogRecorder.Line line : log.all()) {
            assertThat(secrets.stream().anyMatch(line.text()::contains))
                    .as("a token or a secret is in a line of %s at %s", line.logger(), line.level())
                    .isFalse();
        }
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        report(context).passed(rows(context), test(context));
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        report(context).failed(rows(context), test(context));
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        report(context).skipped(rows(context), test(context));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        report(context).skipped(rows(context), test(context));
    }

    private static CatalogueReport report(ExtensionContext context) {
        return context.getRoot()
                .getStore(SPACE)
                .getOrComputeIfAbsent(CatalogueReport.class, key -> new CatalogueReport(), CatalogueReport.class);
    }

    private static Set<String> rows(ExtensionContext context) {
        return context.getTags().stream()
                .filter(tag -> tag.matches("[A-Z]\\d+"))
                .collect(Collectors.toSet());
    }

    private static String test(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }
}
