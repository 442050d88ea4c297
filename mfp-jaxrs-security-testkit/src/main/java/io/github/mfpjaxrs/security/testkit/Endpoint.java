package io.github.mfpjaxrs.security.testkit;

/** Where a call goes; {@link #ANY} is also every path that is no endpoint. */
enum Endpoint {
    ANY,
    TOKEN,
    INTROSPECTION
}
