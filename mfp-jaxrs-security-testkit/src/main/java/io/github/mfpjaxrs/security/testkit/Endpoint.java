package io.github.mfpjaxrs.security.testkit;

/** The target of a call. {@link #ANY} also stands for every path that is not an endpoint. */
enum Endpoint {
    ANY,
    TOKEN,
    INTROSPECTION
}
