package io.github.mfpjaxrs.samples.quickstart;

import io.github.mfpjaxrs.security.testkit.AccessTokenBuilder;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Issues tokens and prints example requests that use these tokens, in order. */
final class Tour {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Optional<String> NOTHING = Optional.empty();

    private final MobileFirstServer server;

    Tour(MobileFirstServer server) {
        this.server = server;
    }

    List<Example> examples() {
        Optional<String> guest = issue("guest", token("RegisteredClient"));
        Optional<String> john =
                issue("john", token("RegisteredClient accessRestricted").user("john", "John"));
        Optional<String> mary = issue(
                "mary", token("RegisteredClient accessRestricted transfer").user("mary", "Mary"));
        Optional<String> lost = issue(
                "lost-phone",
                token("RegisteredClient accessRestricted").user("john", "John").device("johns-old-phone", "LOST"));
        return List.of(
                get("open to everybody", "rates", NOTHING, 200, "{\"base\":\"EUR\",\"USD\":1.08}"),
                get("protected, and no token", "balance", NOTHING, 401, challenge("Bearer")),
                get(
                        "a token that the authorization server does not know",
                        "balance",
                        Optional.of("forged-token"),
                        401,
                        challenge("Bearer error=\"invalid_token\"")),
                get("a token without the scope", "balance", guest, 403, insufficient("accessRestricted")),
                get("a token that has it", "balance", john, 200, "{\"user\":\"john\",\"balance\":100.00}"),
                get("the same user on a lost phone", "balance", lost, 403, insufficient("accessRestricted")),
                post(
                        "a transfer needs one scope element more",
                        john,
                        "{\"to\":\"mary\",\"amount\":10}",
                        403,
                        insufficient("accessRestricted transfer")),
                post(
                        "which Mary's token has",
                        mary,
                        "{\"to\":\"john\",\"amount\":10}",
                        200,
                        "{\"from\":\"mary\",\"to\":\"john\",\"amount\":10,\"balance\":90.00}"),
                get("what a token tells", "whoami", mary, 200, marysSelf()),
                get(
                        "answered from another thread",
                        "statement",
                        john,
                        200,
                        "{\"user\":\"john\",\"balance\":110.00,\"client\":\"" + AccessTokenBuilder.APP_CLIENT_ID
                                + "\",\"writtenBy\":\"statement-writer\"}"));
    }

    private static String marysSelf() {
        return "{\"user\":\"mary\",\"displayName\":\"Mary\",\"device\":{\"id\":\"" + AccessTokenBuilder.DEVICE_ID
                + "\",\"status\":\"ACTIVE\"},\"application\":{\"id\":\"" + AccessTokenBuilder.APPLICATION_ID
                + "\",\"platform\":\"ios\",\"version\":\"1.0\"},\"mayTransfer\":true}";
    }

    private AccessTokenBuilder token(String scope) {
        return server.token().scope(scope).lifetime(A_DAY);
    }

    /**
     * Issues a short token, so that the printed lines remain readable. Real tokens have about 1,000 characters, but the
     * library treats all tokens as opaque.
     */
    private static Optional<String> issue(String name, AccessTokenBuilder token) {
        return Optional.of(token.value(name + "-token").issue());
    }

    private static Example get(String what, String method, Optional<String> token, int status, String shown) {
        return new Example(what, "accounts/" + method, token, NOTHING, status, shown);
    }

    private static Example post(String what, Optional<String> token, String body, int status, String shown) {
        return new Example(what, "accounts/transfer", token, Optional.of(body), status, shown);
    }

    private static String challenge(String value) {
        return "WWW-Authenticate: " + value;
    }

    private static String insufficient(String scope) {
        return challenge("Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }
}
