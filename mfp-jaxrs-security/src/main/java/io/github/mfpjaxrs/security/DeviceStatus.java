package io.github.mfpjaxrs.security;

/** The status of a device in the MobileFirst Operations Console. */
public enum DeviceStatus {
    /** In use. */
    ACTIVE,
    /** Reported lost: may not access protected resources. */
    LOST,
    /** Reported stolen: may not access protected resources. */
    STOLEN,
    /** Not seen for a long time. */
    EXPIRED,
    /** Disabled by an administrator: may not access protected resources. */
    DISABLED,
    /** The authorization server sent no status, or one that is not listed above. */
    UNKNOWN
}
