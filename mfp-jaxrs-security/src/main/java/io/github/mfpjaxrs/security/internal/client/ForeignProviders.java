package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.config.LogSafe;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.WriterInterceptor;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Reports the application's client providers that are also applied to the library's calls, because some runtimes add
 * them to every client. {@link OutgoingCallFilter} keeps request filters from reading or changing the relevant parts,
 * but interceptors and response filters can see all data that is sent and received.
 */
final class ForeignProviders {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    /** The package prefixes of the runtimes and this library. */
    private static final List<String> KNOWN = List.of(
            "com.ibm.",
            "com.sun.",
            "fish.payara.",
            "io.github.mfpjaxrs.security.internal.",
            "io.helidon.",
            "io.openliberty.",
            "io.opentelemetry.",
            "io.quarkus.",
            "io.smallrye.",
            "io.vertx.",
            "org.apache.",
            "org.eclipse.",
            "org.glassfish.",
            "org.jboss.",
            "org.wildfly.");

    private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();

    private ForeignProviders() {}

    /** Warns at most once per provider. */
    static void report(Configuration configuration) {
        Set<Class<?>> types = ConcurrentHashMap.newKeySet();
        types.addAll(configuration.getClasses());
        configuration.getInstances().forEach(provider -> types.add(provider.getClass()));
        names(types, WriterInterceptor.class, ReaderInterceptor.class, ClientResponseFilter.class)
                .forEach(name -> warn(
                        name,
                        "it can read and change tokens and responses of the authorization server. Restrict it"
                                + " to the clients it is meant for."));
        names(types, ClientRequestFilter.class)
                .forEach(name -> warn(name, "it has no effect on these calls and cannot read their secrets."));
    }

    private static void warn(String name, String consequence) {
        if (REPORTED.add(name)) {
            LOG.log(
                    Level.WARNING,
                    "The runtime also applies the client provider {0} to calls to the authorization server: {1}",
                    LogSafe.escape(name),
                    consequence);
        }
    }

    private static Set<String> names(Set<Class<?>> types, Class<?>... contracts) {
        Set<String> names = new TreeSet<>();
        types.stream()
                .filter(type -> Stream.of(contracts).anyMatch(contract -> contract.isAssignableFrom(type)))
                .map(Class::getName)
                .filter(name -> KNOWN.stream().noneMatch(name::startsWith))
                .forEach(names::add);
        return names;
    }
}
