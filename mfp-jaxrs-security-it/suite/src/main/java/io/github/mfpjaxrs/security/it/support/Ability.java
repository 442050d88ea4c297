package io.github.mfpjaxrs.security.it.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The abilities that some runtimes or adapters lack. Each module lists those that its runtime lacks, with the reason.
 */
public enum Ability {
    /** Runs two applications at once in one server. */
    SEVERAL_DEPLOYMENTS,
    /** Reports which resources led to a sub-resource, so that their annotations can protect it. */
    SUB_RESOURCES,
    /** Binds filters to an {@code Application} (JAX-RS §6.5.2). */
    PROTECTED_APPLICATION,
    /** Leaves {@code @PermitAll} to the application if no user has logged in to the server. */
    PERMIT_ALL,
    /** Generates OPTIONS responses for a class that has an OPTIONS method at another path. */
    AUTOMATIC_OPTIONS,
    /** Injects contexts into a resource that is not a bean. */
    PLAIN_RESOURCES,
    /** Finds the resources of an {@code Application} that lists them. */
    LISTING_APPLICATION,
    /** Deploys an {@code Application} that is not a bean; without this ability, the deployment fails. */
    UNSCOPED_APPLICATION,
    /** Has a bean for the standard security context, so that CDI can inject it. */
    INJECTED_SECURITY_CONTEXT,
    /** Enforces {@code @RolesAllowed} with the security context of the request. */
    ROLES_ALLOWED,
    /** Reports a failed deployment to its adapter, instead of serving no application. */
    FAILED_DEPLOYMENTS,
    /** Does not start an application if the metadata of its authorization server is wrong. */
    FAILED_START,
    /** Passes the exceptions of resource methods to a mapper of {@code Throwable}. */
    MAPPER_OF_EVERY_THROWABLE,
    /** Waits inside a request filter, for a method that returns a {@code CompletionStage}. */
    WAITING_BEFORE_A_STAGE,
    /** Its REST client tries the second address of a name when the first is dead. */
    SECOND_ADDRESS,
    /** Its REST client skips interim responses. */
    INTERIM_RESPONSES,
    /** Its REST client ignores the JVM's cookie store. */
    NO_COOKIES,
    /** Its REST client never repeats a POST by itself. */
    SINGLE_POSTS,
    /** Its REST client reports why a connection failed. */
    UNKNOWN_HOSTS,
    /** Its REST client distinguishes a missing response from a non-HTTP response that ends within its first line. */
    SHORT_ANSWERS,
    /** Sends events. */
    SERVER_SENT_EVENTS,
    /** Has servlets beside the resources. */
    SERVLETS,
    /** Creates an object of a class that is not a bean only after the filters have let the request pass. */
    LATE_RESOURCES,
    /** Does not read the body before that, even if such a class has a field for a part of the body. */
    LATE_FORMS,
    /** Lets filters decide before matching, with the path as the client sent it. */
    PATHS_BEFORE_MATCHING,
    /** Has enterprise beans, in a WAR. */
    ENTERPRISE_BEANS,
    /** Has a request scope in an asynchronous dispatch. */
    ASYNC_DISPATCH,
    /** Deploys several {@code Application}s of one archive. */
    SEVERAL_APPLICATIONS,
    /** Serves the OpenAPI document of MicroProfile. */
    OPENAPI,
    /** Has MicroProfile Health. */
    HEALTH,
    /** Has the OpenTelemetry API, and exports spans. */
    TELEMETRY,
    /** Starts the span of a request before the filters that authorize the request. */
    TELEMETRY_PARENT,
    /** Exports metrics of the OpenTelemetry API. */
    TELEMETRY_METRICS,
    /** Has MicroProfile Metrics. */
    METRICS;

    private static final Properties LIMITS = read();

    /** Skips the rest of the test, with the reason, if the runtime lacks this ability. */
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
