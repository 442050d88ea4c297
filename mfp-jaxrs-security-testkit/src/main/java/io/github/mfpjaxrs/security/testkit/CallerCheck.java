package io.github.mfpjaxrs.security.testkit;

import java.util.Optional;

/** Decides whether a caller may introspect. */
@FunctionalInterface
interface CallerCheck {

    /** Returns the refusal; empty if the caller may introspect. */
    Optional<Response> refusal(Request request);
}
