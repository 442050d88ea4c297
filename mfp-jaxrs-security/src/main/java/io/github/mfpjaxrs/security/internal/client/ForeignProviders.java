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
 * Says which providers of the application are given our calls, too, as those are that some runtimes add to every client.
 * Request filters can neither read nor change what matters, thanks to {@link EndpointFilter}; the others see what is sent
 * or answered.
 */
final class ForeignProviders {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    /** The runtimes' own, and ours. */
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

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private ForeignProviders() {}

    /** Once for each. */
    static void tell(Configuration configuration) {
        Set<Class<?>> types = ConcurrentHashMap.newKeySet();
        types.addAll(configuration.getClasses());
        configuration.getInstances().forEach(provider -> types.add(provider.getClass()));
        names(types, WriterInterceptor.class, ReaderInterceptor.class, ClientResponseFilter.class)
                .forEach(name -> tell(
                        name,
                        "it sees tokens and answers of the authorization server, and can change them. Restrict it to the"
                                + " clients that it is meant for."));
        names(types, ClientRequestFilter.class)
                .forEach(name -> tell(name, "our calls stay as they are, without what it sets or reads there."));
    }

    private static void tell(String name, String consequence) {
        if (TOLD.add(name)) {
            LOG.log(
                    Level.WARNING,
                    "The runtime gives calls to the authorization server to the client provider {0}, too: {1}",
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
