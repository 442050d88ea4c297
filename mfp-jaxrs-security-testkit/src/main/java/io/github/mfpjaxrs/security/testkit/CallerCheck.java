package io.github.mfpjaxrs.security.testkit;

import java.util.Optional;

/** Decides whether a caller may introspect. */
@FunctionalInterface
interface CallerCheck {

    /** The refusal, or empty if the caller may. */
    Optional<Response> refusal(Request request);
}
