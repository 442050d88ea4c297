package io.github.mfpjaxrs.security.servers;

import java.io.IOException;

/** An authorization server where the resource server, two apps and the user john are registered. */
interface TestedServer {

    ServerProcess process();

    default void start() {
        process().start();
    }

    default void stop() {
        process().stop();
    }

    /** Returns the scheme, host and port. */
    String origin();

    /** Returns the key pair for the client {@code accounts-with-key}. */
    ClientKey clientKey();

    /** Returns the app with this id. */
    OAuthClient client(String id);

    /** Returns an app that is allowed to request {@code accounts.read} and {@code accounts.write}. */
    default OAuthClient app() {
        return client("mobile-app");
    }

    /** Returns an app whose tokens expire after six seconds. */
    default OAuthClient hastyApp() {
        return client("hasty-app");
    }

    /** Returns the audience that tokens are expected to have. */
    String audience();

    /** Returns a token for the app on behalf of john. */
    OAuthClient.Tokens userTokens(String scope) throws IOException, InterruptedException;
}
