package io.github.mfpjaxrs.security.servers;

import java.io.IOException;

/** An authorization server with a client for the resource server, two apps and the user john. */
interface TestedServer {

    void start();

    void stop();

    /** Scheme, host and port. */
    String origin();

    /** The private key of the client {@code accounts-with-key}. */
    ClientKey clientKey();

    /** An app that may ask for {@code accounts.read} and {@code accounts.write}. */
    OAuthClient app();

    /** An app whose tokens live for six seconds. */
    OAuthClient hastyApp();

    /** What a token holds as its audience, and should. */
    String audience();

    /** A token for the app, on behalf of john. */
    OAuthClient.Tokens userTokens(String scope) throws IOException, InterruptedException;
}
