package io.github.mfpjaxrs.security.it.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What not every runtime, or not every adapter, can do. Each module lists, with the reason, what its runtime cannot.
 */
public enum Ability {
    /** Two applications at once in one server. */
    SEVERAL_DEPLOYMENTS,
    /** Tells which resources led to a sub-resource, so that it can be protected by them. */
    SUB_RESOURCES,
    /** Binds filters to an {@code Application} (JAX-RS §6.5.2). */
    PROTECTED_APPLICATION,
    /** Leaves {@code @PermitAll} to the application where nobody has logged in to the server. */
    PERMIT_ALL,
    /** Makes answers to OPTIONS up for a class that has a method for OPTIONS at another path. */
    AUTOMATIC_OPTIONS,
    /** Gives a resource that is no bean its contexts. */
    PLAIN_RESOURCES,
    /** Finds the resources of an {@code Application} that lists them. */
    LISTING_APPLICATION,
    /** Deploys an {@code Application} that is no bean; where it does not, the deployment fails. */
    UNSCOPED_APPLICATION,
    /** Has a bean of the standard security context, so that it can be injected by CDI. */
    INJECTED_SECURITY_CONTEXT,
    /** Looks at {@code @RolesAllowed}, and asks the security context of the request. */
    ROLES_ALLOWED,
    /** Tells its adapter that a deployment failed, rather than serve nothing. */
    FAILED_DEPLOYMENTS,
    /** Starts no application whose authorization server's metadata is wrong. */
    FAILED_START,
    /** Lets a mapper of every {@code Throwable} have the exceptions of resource methods. */
    MAPPER_OF_EVERY_THROWABLE,
    /** Waits inside a request filter, for a method that returns a {@code CompletionStage}. */
    WAITING_BEFORE_A_STAGE,
    /** Its REST client tries the second address of a name when the first is dead. */
    SECOND_ADDRESS,
    /** Its REST client skips interim responses. */
    INTERIM_RESPONSES,
    /** Its REST client leaves the JVM's cookies alone. */
    NO_COOKIES,
    /** Its REST client never repeats a POST by itself. */
    SINGLE_POSTS,
    /** Its REST client says why there is no connection. */
    UNKNOWN_HOSTS,
    /** Its REST client tells an answer that is no HTTP, and ends within its first line, from no answer. */
    SHORT_ANSWERS,
    /** Sends events. */
    SERVER_SENT_EVENTS,
    /** Has servlets beside the resources. */
    SERVLETS,
    /** Makes an object of a class that is no bean when the filters have let the request pass. */
    LATE_RESOURCES,
    /** Leaves the body alone until then, also where a field of such a class is for a part of it. */
    LATE_FORMS,
    /** Has filters decide before the matching, about the path as the client sent it. */
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

    /** Skips the rest of the test, with the reason, where the runtime has not got this ability. */
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
