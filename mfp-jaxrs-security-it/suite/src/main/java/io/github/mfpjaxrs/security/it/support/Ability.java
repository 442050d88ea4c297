package io.github.mfpjaxrs.security.it.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The abilities that some runtimes or adapters lack. Each module lists the abilities that its runtime lacks, with the
 * reasons.
 */
public enum Ability {
    /** Runs two applications at the same time on one server. */
    SEVERAL_DEPLOYMENTS,
    /** Reports the resources on the way to a sub-resource, so that their annotations can protect the sub-resource. */
    SUB_RESOURCES,
    /** Binds filters to an {@code Application} (JAX-RS §6.5.2). */
    PROTECTED_APPLICATION,
    /** Lets callers without a server login reach methods with {@code @PermitAll}. */
    PERMIT_ALL,
    /** Generates OPTIONS responses even for a class that has an OPTIONS method at another path. */
    AUTOMATIC_OPTIONS,
    /** Injects contexts into resources that are not beans. */
    PLAIN_RESOURCES,
    /** Finds the resources that an {@code Application} lists. */
    LISTING_APPLICATION,
    /** Deploys an {@code Application} that is not a bean. Without this ability, the deployment fails. */
    UNSCOPED_APPLICATION,
    /** Provides the standard security context as a bean, so that CDI can inject it. */
    INJECTED_SECURITY_CONTEXT,
    /** Enforces {@code @RolesAllowed} using the request's security context. */
    ROLES_ALLOWED,
    /** Reports a failed deployment to its adapter, rather than silently serving no application. */
    FAILED_DEPLOYMENTS,
    /** Does not start an application if its authorization server's metadata is wrong. */
    FAILED_START,
    /** Passes exceptions from resource methods to an exception mapper for {@code Throwable}. */
    MAPPER_OF_EVERY_THROWABLE,
    /** Allows a request filter to wait before a method that returns a {@code CompletionStage} is called. */
    WAITING_BEFORE_A_STAGE,
    /** Has a REST client that tries a host name's second address when the first is dead. */
    SECOND_ADDRESS,
    /** Has a REST client that skips interim responses. */
    INTERIM_RESPONSES,
    /** Has a REST client that ignores the JVM's cookie store. */
    NO_COOKIES,
    /** Has a REST client that never repeats a POST on its own. */
    SINGLE_POSTS,
    /** Has a REST client that reports why a connection failed. */
    UNKNOWN_HOSTS,
    /**
     * Has a REST client that distinguishes a missing response from a non-HTTP response that ends within the first
     * line.
     */
    SHORT_ANSWERS,
    /** Supports server-sent events. */
    SERVER_SENT_EVENTS,
    /** Supports servlets in addition to resources. */
    SERVLETS,
    /** Instantiates a resource class that is not a bean only after the filters have let the request pass. */
    LATE_RESOURCES,
    /**
     * Reads the body only after the filters have run, even for a resource class that is not a bean and has a form
     * parameter field.
     */
    LATE_FORMS,
    /** Lets filters decide before matching, based on the path exactly as the client sent it. */
    PATHS_BEFORE_MATCHING,
    /** Supports enterprise beans in a WAR. */
    ENTERPRISE_BEANS,
    /** Has an active request scope during an asynchronous dispatch. */
    ASYNC_DISPATCH,
    /** Deploys several {@code Application}s from one archive. */
    SEVERAL_APPLICATIONS,
    /** Serves a MicroProfile OpenAPI document. */
    OPENAPI,
    /** Supports MicroProfile Health. */
    HEALTH,
    /** Provides the OpenTelemetry API and exports spans. */
    TELEMETRY,
    /** Starts a request's span before the authorization filters run. */
    TELEMETRY_PARENT,
    /** Exports metrics recorded through the OpenTelemetry API. */
    TELEMETRY_METRICS,
    /** Supports MicroProfile Metrics. */
    METRICS;

    private static final Properties LIMITS = read();

    /** Skips the rest of the test and reports the reason if the runtime lacks this ability. */
    public void assume() {
        assumeTrue(isThere(), () -> name() + ": " + LIMITS.getProperty(name()));
    }

    public boolean isThere() {
        return !LIMITS.containsKey(name());
    }

    private static Properties read() {
        Properties limits = new Properties();
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream("limits.properties")) {
            if (in != null) {
                limits.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return limits;
    }
}
