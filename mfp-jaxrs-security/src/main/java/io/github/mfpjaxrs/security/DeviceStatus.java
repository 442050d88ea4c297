package io.github.mfpjaxrs.security;

/** What MobileFirst's operations console says of a device. */
public enum DeviceStatus {
    /** In use. */
    ACTIVE,
    /** Reported lost: may not access protected resources. */
    LOST,
    /** Reported stolen: may not access protected resources. */
    STOLEN,
    /** Not seen for long. */
    EXPIRED,
    /** Disabled by an administrator: may not access protected resources. */
    DISABLED,
    /** The authorization server did not say, or said something that is none of the above. */
    UNKNOWN
}
