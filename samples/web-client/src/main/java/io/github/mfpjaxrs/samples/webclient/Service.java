package io.github.mfpjaxrs.samples.webclient;

import java.net.URI;
import java.util.Map;

/** The running account service, on any runtime. */
interface Service extends AutoCloseable {

    /** Its address without a path, such as {@code http://127.0.0.1:8082}. */
    URI uri();

    @Override
    void close();

    /** Starts the service on a runtime. */
    interface Launcher {

        /**
         * Starts the service.
         *
         * @param settings MicroProfile configuration
         * @param origins the other origins whose pages may call the service
         * @param port a port of 127.0.0.1; 0 for any free one
         */
        Service start(Map<String, String> settings, Origins origins, int port);
    }
}
