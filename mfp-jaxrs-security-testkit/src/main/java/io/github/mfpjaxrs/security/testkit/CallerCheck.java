package io.github.mfpjaxrs.security.testkit;

import java.util.Optional;

/** Decides whether a caller is allowed to introspect tokens. */
@FunctionalInterface
interface CallerCheck {

    /** Returns the refusal; empty if the caller is allowed to introspect tokens. */
    Optional<Response> refusal(Request request);
}
