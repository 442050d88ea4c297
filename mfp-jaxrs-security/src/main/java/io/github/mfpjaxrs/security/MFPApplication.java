package io.github.mfpjaxrs.security;

import java.util.Optional;

/**
 * The application that an access token was issued to ({@code mfp-application}). Immutable.
 *
 * @param id the application's identifier, such as {@code com.sample.app}
 * @param clientPlatform the platform that the application runs on, such as {@code ios}
 * @param version the application's version
 */
public record MFPApplication(String id, Optional<String> clientPlatform, Optional<String> version) {}
