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

    /** The private key of the client {@code accounts-with-key}. */
    ClientKey clientKey();

    /** One of the apps, by its id. */
    OAuthClient client(String id);

    /** An app that may ask for {@code accounts.read} and {@code accounts.write}. */
    default OAuthClient app() {
        return client("mobile-app");
    }

    /** An app whose tokens live for six seconds. */
    default OAuthClient hastyApp() {
        return client("hasty-app");
    }

    /** What a token holds as its audience, and should. */
    String audience();

    /** A token for the app, on behalf of john. */
    OAuthClient.Tokens userTokens(String scope) throws IOException, InterruptedException;
}
