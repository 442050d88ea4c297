package io.github.mfpjaxrs.security.testkit;

/**
 * The target of a call. {@link #ANY} also stands for every path that is not an endpoint, {@link #CLIENT} for all that
 * applications' SDKs call.
 */
enum Endpoint {
    ANY,
    TOKEN,
    INTROSPECTION,
    CLIENT
}
