package io.github.mfpjaxrs.security.servers;

import java.io.IOException;

/** An authorization server with a client for the resource server, two apps and the user john. */
interface TestedServer {

    ServerProcess process();

    default void start() {
        process().start();
    }

    default void stop() {
        process().stop();
    }

    /** Scheme, host and port. */
    String origin();

    /** Returns the private key of the client {@code accounts-with-key}. */
    ClientKey clientKey();

    /** Returns one of the apps by its id. */
    OAuthClient client(String id);

    /** An app that may ask for {@code accounts.read} and {@code accounts.write}. */
    default OAuthClient app() {
        return client("mobile-app");
    }

    /** An app whose tokens expire after six seconds. */
    default OAuthClient hastyApp() {
        return client("hasty-app");
    }

    /** The expected audience of a token. */
    String audience();

    /** Returns a token for the app on behalf of john. */
    OAuthClient.Tokens userTokens(String scope) throws IOException, InterruptedException;
}
