package io.github.mfpjaxrs.security.it.support;

import com.github.benmanes.caffeine.cache.Cache;
import dev.failsafe.Failsafe;
import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.File;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullMarked;

/**
 * A web application as developers would build it. It contains the library with its dependencies, the application's
 * classes, and three lines of configuration.
 */
public final class War {

    private static final String BEANS = """
        <?xml version="1.0" encoding="UTF-8"?>
        <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
               xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/beans_3_0.xsd"
               version="3.0" bean-discovery-mode="%s">
        </beans>
        """;

    private static final String ROLES = """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                 xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/web-app_5_0.xsd"
                 version="5.0">
          <context-param>
            <param-name>resteasy.role.based.security</param-name>
            <param-value>true</param-value>
          </context-param>
        </web-app>
        """;

    private final String name;
    private final Map<String, String> config = new TreeMap<>();
    private final Map<String, String> webInf = new TreeMap<>();
    private Class<?>[] classes = {};
    private File[] libraries = library();
    private Optional<String> discovery = Optional.of("annotated");

    private War(String name) {
        this.name = name;
    }

    /** Creates an application whose name is also its context path. */
    public static War named(String name) {
        return new War(name);
    }

    public War of(Class<?>... all) {
        classes = all.clone();
        return this;
    }

    /** Adds long timeouts and the settings needed to use this server. */
    public War against(MobileFirstServer server) {
        return config("mfp.authorization-server.url", server.url().toString())
                .config("mfp.client-id", server.clientId())
                .config("mfp.client-secret", server.clientSecret())
                .patient();
    }

    public War config(String key, String value) {
        config.put(key, value);
        return this;
    }

    /**
     * Extends the timeouts. The first call loads classes, and a busy machine must not look like an authorization
     * server failure.
     */
    War patient() {
        return config("mfp.timeout.connect", "PT1M")
                .config("mfp.timeout.read", "PT1M")
                .config("mfp.timeout.total", "PT1M");
    }

    /** Leaves out the library, for applications that find it elsewhere. */
    public War withoutLibrary() {
        libraries = new File[0];
        return this;
    }

    /** Adds the jars that contain these classes, such as an extension's jar. */
    public War with(Class<?>... members) {
        libraries = Stream.concat(Stream.of(libraries), Stream.of(members).map(War::jarOf))
                .distinct()
                .toArray(File[]::new);
        return this;
    }

    /** Adds all files in a directory as libraries. */
    public War withJarsOf(File directory) {
        File[] files = directory.listFiles();
        if (files == null || files.length == 0) {
            throw new IllegalStateException("no jars in " + directory);
        }
        libraries = Stream.concat(Stream.of(libraries), Stream.of(files)).toArray(File[]::new);
        return this;
    }

    /** Sets the bean discovery mode in {@code beans.xml}. */
    public War discovering(String mode) {
        discovery = Optional.of(mode);
        return this;
    }

    /** Leaves out {@code beans.xml}. */
    public War withoutBeansXml() {
        discovery = Optional.empty();
        return this;
    }

    /** Makes RESTEasy enforce {@code @RolesAllowed}. Other runtimes ignore the setting. */
    public War roles() {
        return webInf("web.xml", ROLES);
    }

    /** Adds another file to WEB-INF. */
    public War webInf(String file, String content) {
        webInf.put(file, content);
        return this;
    }

    public WebArchive build() {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClasses(classes)
                .addAsLibraries(libraries)
                .addAsResource(new StringAsset(properties()), "META-INF/microprofile-config.properties");
        discovery.ifPresent(mode -> war.addAsWebInfResource(new StringAsset(BEANS.formatted(mode)), "beans.xml"));
        webInf.forEach((file, content) -> war.addAsWebInfResource(new StringAsset(content), file));
        return war;
    }

    /** Returns the configuration in properties file format. */
    public String properties() {
        return config.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Returns the library's jar and its dependencies' jars. */
    public static File[] library() {
        return Stream.of(MFPProtected.class, Cache.class, Failsafe.class, NullMarked.class)
                .map(War::jarOf)
                .toArray(File[]::new);
    }

    private static File jarOf(Class<?> type) {
        try {
            File place = new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (!place.isFile()) {
                throw new IllegalStateException(place + " is no jar; run the phase package, or a later one");
            }
            return place;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
