package io.github.mfpjaxrs.security.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A confidential client. This class is not a record, because a record's {@code toString} would contain the secret. */
final class Client {

    static final String INTROSPECT = "authorization.introspect";

    private final String id;
    private final byte[] secret;
    private final Predicate<String> allowed;

    private Client(String id, byte[] secret, Predicate<String> allowed) {
        this.id = id;
        this.secret = secret;
        this.allowed = allowed;
    }

    static Client of(String id, String secret, List<String> allowedScopes) {
        if (id.isBlank() || id.contains(":")) {
            throw new IllegalArgumentException("client id must not be blank or contain a colon");
        }
        if (secret.isBlank()) {
            throw new IllegalArgumentException("client secret must not be blank");
        }
        String alternatives = allowedScopes.stream().map(Client::toRegex).collect(Collectors.joining("|"));
        return new Client(
                id,
                secret.getBytes(StandardCharsets.UTF_8),
                Pattern.compile(alternatives).asMatchPredicate());
    }

    String id() {
        return id;
    }

    boolean hasSecret(String presented) {
        return MessageDigest.isEqual(secret, presented.getBytes(StandardCharsets.UTF_8));
    }

    boolean mayHave(String scopeElement) {
        return allowed.test(scopeElement);
    }

    private static String toRegex(String wildcards) {
        return Arrays.stream(wildcards.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }
}
