package io.github.mfpjaxrs.samples.webclient;

import java.net.URI;
import java.util.Map;

/** The running account service, regardless of the runtime. */
interface Service extends AutoCloseable {

    /** Returns the service's address without a path, such as {@code http://127.0.0.1:8082}. */
    URI uri();

    @Override
    void close();

    /** Starts the service on a runtime. */
    interface Launcher {

        /**
         * Starts the service.
         *
         * @param settings the MicroProfile configuration
         * @param origins the other origins whose pages are allowed to call the service
         * @param port the port on 127.0.0.1, or 0 for any free port
         */
        Service start(Map<String, String> settings, Origins origins, int port);
    }
}
