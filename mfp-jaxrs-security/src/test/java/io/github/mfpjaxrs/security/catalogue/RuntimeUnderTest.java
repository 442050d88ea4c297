package io.github.mfpjaxrs.security.catalogue;

import java.net.URI;

/** A JAX-RS runtime with CDI that can be started with an application in it, behind HTTP on a free loopback port. */
public interface RuntimeUnderTest {

    /** Starts the application. If the deployment fails, throws the exception of the runtime. */
    Running start(Deployment deployment);

    /** A started application. */
    interface Running extends AutoCloseable {

        /** Returns the URI of the application's root, with a trailing slash. */
        URI baseUri();

        /** Returns a bean of the application. */
        <T> T bean(Class<T> type);

        @Override
        void close();
    }
}
