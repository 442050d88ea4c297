package io.github.mfpjaxrs.security;

import java.util.Optional;

/**
 * The device that an access token was issued to ({@code mfp-device}). Immutable.
 *
 * @param id MobileFirst's identifier for the device; empty if the server sent none
 * @param hardware the model, such as {@code iPhone9,1}
 * @param platform the operating system and its version
 * @param status the device's status at the time of introspection
 * @param displayName the name that the user gave to the device
 */
public record MFPDevice(
        Optional<String> id,
        Optional<String> hardware,
        Optional<String> platform,
        DeviceStatus status,
        Optional<String> displayName) {}
