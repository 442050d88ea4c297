package io.github.mfpjaxrs.security.catalogue;

import java.net.URI;

/** A JAX-RS runtime with CDI that can be started with an application in it, behind HTTP on a free loopback port. */
public interface RuntimeUnderTest {

    /** Starts the application; throws whatever the runtime throws where the deployment fails. */
    Running start(Deployment deployment);

    /** A started application. */
    interface Running extends AutoCloseable {

        /** Where the application's root is, with a slash at its end. */
        URI baseUri();

        /** A bean of the application. */
        <T> T bean(Class<T> type);

        @Override
        void close();
    }
}
