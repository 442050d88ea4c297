package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fails the deployment if MicroProfile Config or MicroProfile REST Client is missing, and explains how to add the
 * missing API to the runtime. The check runs before CDI would fail to load the API's classes, and does not load any
 * of them itself. The class is public because CDI containers instantiate it.
 */
public final class MicroProfileCheck implements Extension {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private static final String CONFIG = "org.eclipse.microprofile.config.Config";
    private static final String REST_CLIENT = "org.eclipse.microprofile.rest.client.inject.RestClient";

    /**
     * Maps the name of a class that identifies a runtime to the advice for that runtime. More specific runtimes come
     * first.
     */
    private static final Map<String, String> ADVICE = advice();

    /** Called by CDI. */
    public MicroProfileCheck() {}

    private static Map<String, String> advice() {
        Map<String, String> advice = new LinkedHashMap<>();
        advice.put(
                "com.ibm.wsspi.kernel.service.location.WsLocationAdmin",
                "on Open Liberty, add the features mpConfig and mpRestClient to server.xml, such as mpConfig-3.1 and"
                        + " mpRestClient-4.0");
        advice.put(
                "org.jboss.modules.Module",
                "on WildFly, add the subsystems microprofile-config-smallrye and microprofile-rest-client, as"
                        + " standalone-microprofile.xml has them");
        advice.put(
                "io.helidon.microprofile.cdi.HelidonContainer",
                "on Helidon MP, add io.helidon.microprofile.rest-client:helidon-microprofile-rest-client");
        advice.put(
                "org.glassfish.jersey.server.ResourceConfig",
                "on Jersey, add org.glassfish.jersey.ext.microprofile:jersey-mp-rest-client and an implementation of"
                        + " MicroProfile Config, such as io.smallrye.config:smallrye-config");
        advice.put(
                "org.jboss.resteasy.core.ResteasyDeploymentImpl",
                "on RESTEasy, add org.jboss.resteasy.microprofile:microprofile-rest-client and an implementation of"
                        + " MicroProfile Config, such as io.smallrye.config:smallrye-config");
        return advice;
    }

    void check(@Observes BeforeBeanDiscovery start) {
        missing(MicroProfileCheck.class.getClassLoader()).ifPresent(message -> {
            LOG.log(Level.ERROR, message);
            throw new ConfigurationException(List.of(message));
        });
    }

    /**
     * Describes what is missing and how to add it.
     *
     * @param loader the library's class loader, which must see the APIs
     * @return empty if nothing is missing
     */
    static Optional<String> missing(ClassLoader loader) {
        List<String> missing = Stream.of(
                        Map.entry(CONFIG, "MicroProfile Config"), Map.entry(REST_CLIENT, "MicroProfile REST Client"))
                .filter(api -> !isThere(loader, api.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String advice = ADVICE.entrySet().stream()
                .filter(runtime -> isThere(loader, runtime.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("use a runtime that has them, or add them to it (docs/reference/runtimes.md)");
        return Optional.of(
                String.join(" and ", missing) + " cannot be found but is required by mfp-jaxrs-security; " + advice);
    }

    private static boolean isThere(ClassLoader loader, String type) {
        try {
            Class.forName(type, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError none) {
            return false;
        }
    }
}
