package io.github.mfpjaxrs.security.it.tck;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The content that a run adds to each web application. */
enum Content {
    /** Nothing. The TCK's application is not changed. */
    PLAIN("plain") {
        @Override
        void addTo(WebArchive war) {}
    },
    /** A jar that contains only the library's {@code beans.xml}, which enables CDI in any application. */
    BEAN_ARCHIVE("bean-archive") {
        @Override
        void addTo(WebArchive war) {
            war.addAsLibrary(ShrinkWrap.create(JavaArchive.class, "empty.jar")
                    .addAsManifestResource(new StringAsset(BEANS), "beans.xml"));
        }
    },
    /** The library's jars and a valid configuration. */
    LIBRARY("library") {
        @Override
        void addTo(WebArchive war) {
            File[] jars = new File(System.getProperty("tck.library")).listFiles((d, name) -> name.endsWith(".jar"));
            if (jars == null || jars.length == 0) {
                throw new IllegalStateException("no library in " + System.getProperty("tck.library"));
            }
            war.addAsLibraries(jars)
                    .addAsResource(new StringAsset(CONFIGURATION), "META-INF/microprofile-config.properties");
        }
    };

    private static final String BEANS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                   xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/beans_4_0.xsd"
                   version="4.0" bean-discovery-mode="annotated">
            </beans>
            """;

    /** A configuration with a nonexistent authorization server, which the TCK's requests do not need. */
    private static final String CONFIGURATION = """
            mfp.authorization-server.url=http://127.0.0.1:9/mfp
            mfp.client-id=tck
            mfp.client-secret=tck
            """;

    private final String directory;

    Content(String directory) {
        this.directory = directory;
    }

    /** Returns this run's content. */
    static Content ofThisRun() {
        return valueOf(System.getProperty("tck.content"));
    }

    /** Returns the name of the run's report directory. */
    String directory() {
        return directory;
    }

    abstract void addTo(WebArchive war);
}
