package io.github.mfpjaxrs.security;

/** The status of a device in the MobileFirst Operations Console. */
public enum DeviceStatus {
    /** In use. */
    ACTIVE,
    /** Reported lost; denied access to protected resources by default. */
    LOST,
    /** Reported stolen; denied access to protected resources by default. */
    STOLEN,
    /** Not seen for a long time. */
    EXPIRED,
    /** Disabled by an administrator; denied access to protected resources by default. */
    DISABLED,
    /** The authorization server sent either no status or a status not listed above. */
    UNKNOWN
}
