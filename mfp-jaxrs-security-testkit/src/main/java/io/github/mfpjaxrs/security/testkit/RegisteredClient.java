package io.github.mfpjaxrs.security.testkit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An instance of an application that has registered itself, at the time of the call. Immutable.
 *
 * @param id the client id
 * @param deviceId the id of its device, which {@link MobileFirstServer#disableDevice(String)} takes
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
