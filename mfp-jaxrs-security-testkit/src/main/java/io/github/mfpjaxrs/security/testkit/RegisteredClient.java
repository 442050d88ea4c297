package io.github.mfpjaxrs.security.testkit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of a registered application instance at the time of the call. Immutable.
 *
 * @param id the client id
 * @param deviceId the id of its device, which can be passed to {@link MobileFirstServer#disableDevice(String)}
 * @param applicationId such as {@code com.sample.app}
 * @param platform such as {@code web}
 * @param logins the id of the logged-in user by the name of the security check; empty without a login
 */
public record RegisteredClient(
        String id, String deviceId, String applicationId, String platform, Map<String, String> logins) {

    /**
     * Copies the map.
     *
     * @param id the client id
     * @param deviceId the id of its device
     * @param applicationId such as {@code com.sample.app}
     * @param platform such as {@code web}
     * @param logins the id of the logged-in user by the name of the security check
     */
    public RegisteredClient {
        logins = Collections.unmodifiableMap(new TreeMap<>(logins));
    }
}
