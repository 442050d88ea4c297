package io.github.mfpjaxrs.security;

/** The status of a device in the MobileFirst Operations Console. */
public enum DeviceStatus {
    /** In use. */
    ACTIVE,
    /** Reported lost; denied access to protected resources. */
    LOST,
    /** Reported stolen; denied access to protected resources. */
    STOLEN,
    /** Not seen for a long time. */
    EXPIRED,
    /** Disabled by an administrator; denied access to protected resources. */
    DISABLED,
    /** The authorization server sent no status, or one that is not listed above. */
    UNKNOWN
}
