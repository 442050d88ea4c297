package io.github.mfpjaxrs.security.internal.config;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The configuration of the deployed application. MicroProfile Config keeps one configuration per class loader. */
public final class ApplicationConfiguration {

    private static final String OWN_KEYS = "mfp.";
    private static final String CLIENT_KEYS = "mfp-authorization-server/";

    private ApplicationConfiguration() {}

    /**
     * Returns the application's class loader. This is the context class loader, unless that class loader cannot load
     * this library. While a server starts an EAR's beans, the context class loader is the EAR's, which cannot see
     * {@code WEB-INF/lib} of the EAR's WARs.
     *
     * @return the context class loader, or the one that loaded this library
     */
    public static ClassLoader loader() {
        return contextLoader().orElseGet(ApplicationConfiguration.class::getClassLoader);
    }

    /**
     * Returns the context class loader.
     *
     * @return the context class loader; empty if it cannot load this library
     */
    public static Optional<ClassLoader> contextLoader() {
        return Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .filter(ApplicationConfiguration::seesLibrary);
    }

    private static boolean seesLibrary(ClassLoader loader) {
        try {
            Class<?> seen = Class.forName(ApplicationConfiguration.class.getName(), false, loader);
            return seen == ApplicationConfiguration.class;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    /**
     * Returns the configuration for {@link #loader()}.
     *
     * @return a configuration that must not be kept after the application has stopped
     */
    public static Config current() {
        return ConfigProvider.getConfig(loader());
    }

    /**
     * Returns whether the configuration protects any paths. This method reads no values, so it can be called before
     * the configuration is validated.
     *
     * @return true if a key or an environment variable in an {@code mfp.protect} group is set
     */
    public static boolean protectsPaths() {
        return !PathRuleKeys.names(current()).isEmpty();
    }

    /**
     * Compares the values of this library's keys in two configurations.
     *
     * @param one a configuration
     * @param other another configuration, or the same one
     * @return the sorted keys whose values differ; the values themselves are omitted, because they can be secret
     */
    public static Set<String> differences(Config one, Config other) {
        Set<String> different = new TreeSet<>();
        if (one != other) {
            Stream.of(one, other)
                    .flatMap(config ->
                            StreamSupport.stream(config.getPropertyNames().spliterator(), false))
                    .filter(key -> key.startsWith(OWN_KEYS) || key.startsWith(CLIENT_KEYS))
                    .filter(key -> !Objects.equals(value(one, key), value(other, key)))
                    .forEach(different::add);
        }
        return different;
    }

    private static Optional<String> value(Config config, String key) {
        try {
            return config.getOptionalValue(key, String.class);
        } catch (RuntimeException undefinedExpression) {
            return Optional.empty();
        }
    }
}
