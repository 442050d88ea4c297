package io.github.mfpjaxrs.security.testkit;

/** The result of authenticating a confidential client. */
sealed interface Authentication {

    record Known(Client client) implements Authentication {}

    enum Refused implements Authentication {
        NO_CREDENTIALS,
        UNKNOWN_CLIENT,
        WRONG_SECRET
    }
}
