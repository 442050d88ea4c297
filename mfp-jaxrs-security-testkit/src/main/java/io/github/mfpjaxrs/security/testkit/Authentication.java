package io.github.mfpjaxrs.security.testkit;

/** Whether a confidential client has proved who it is. */
sealed interface Authentication {

    record Known(Client client) implements Authentication {}

    enum Refused implements Authentication {
        NO_CREDENTIALS,
        UNKNOWN_CLIENT,
        WRONG_SECRET
    }
}
