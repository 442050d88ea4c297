package io.github.mfpjaxrs.security.testkit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A snapshot of a registered application instance. Immutable.
 *
 * @param id the client id
 * @param deviceId the device id, which can be passed to {@link MobileFirstServer#disableDevice(String)}
 * @param applicationId the application id, such as {@code com.sample.app}
 * @param platform the platform, such as {@code web}
 * @param logins the ids of the logged-in users, keyed by security check; empty if no user is logged in
 */
public record RegisteredClient(
        String id, String deviceId, String applicationId, String platform, Map<String, String> logins) {

    /**
     * Copies the map.
     *
     * @param id the client id
     * @param deviceId the device id
     * @param applicationId the application id, such as {@code com.sample.app}
     * @param platform the platform, such as {@code web}
     * @param logins the ids of the logged-in users, keyed by security check
     */
    public RegisteredClient {
        logins = Collections.unmodifiableMap(new TreeMap<>(logins));
    }
}
