package io.github.mfpjaxrs.security.internal.config;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The configuration of the application that we work for. MicroProfile Config has one for each class loader. */
public final class ApplicationConfiguration {

    private static final String OWN_KEYS = "mfp.";
    private static final String CLIENT_KEYS = "mfp-authorization-server/";

    private ApplicationConfiguration() {}

    /**
     * The application's class loader: that of the context, unless it does not know us. Servers start the beans of an EAR in
     * the EAR's context, which does not reach into the WEB-INF/lib of its WARs.
     *
     * @return the context's, or our own
     */
    public static ClassLoader loader() {
        return contextLoader().orElseGet(ApplicationConfiguration.class::getClassLoader);
    }

    /**
     * The context's class loader.
     *
     * @return empty where it does not know us
     */
    public static Optional<ClassLoader> contextLoader() {
        return Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .filter(ApplicationConfiguration::knowsUs);
    }

    private static boolean knowsUs(ClassLoader loader) {
        try {
            Class<?> seen = Class.forName(ApplicationConfiguration.class.getName(), false, loader);
            return seen == ApplicationConfiguration.class;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    /**
     * The configuration of {@link #loader()}.
     *
     * @return not to be kept any longer than the application runs
     */
    public static Config current() {
        return ConfigProvider.getConfig(loader());
    }

    /**
     * In what two configurations differ, as far as it concerns us.
     *
     * @param one a configuration
     * @param other another, or the same
     * @return keys, sorted, without their values, which may be secret
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
