package io.github.mfpjaxrs.security.internal.request;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a MobileFirst SDK does when it receives a response. The constants read a response as the SDK of that platform
 * does; they are based on the observed behaviour of the web SDK and the source code of the others.
 */
sealed interface SdkReaction {

    /** Calls the application's failure handler and keeps the token. */
    record Fails() implements SdkReaction {}

    /** Discards its token, obtains another and repeats the request. */
    record Renews() implements SdkReaction {}

    /** Repeats the request several times, with the token that it has or with its first one. */
    record Repeats() implements SdkReaction {}

    /** Has the user authorized for each of these scope elements, and repeats the request. */
    record Authorizes(String scope) implements SdkReaction {}

    /** Waits forever or terminates the application. */
    record Breaks() implements SdkReaction {}

    enum Sdk {
        WEB {
            @Override
            Optional<String> scope(String challenge) {
                for (String part : challenge.split(",")) {
                    if (part.contains("scope=")) {
                        return Optional.of(part.split("=")[1].replace("\"", ""));
                    }
                }
                return Optional.empty();
            }

            @Override
            SdkReaction withoutScope() {
                return new Breaks();
            }
        },
        ANDROID {
            @Override
            Optional<String> scope(String challenge) {
                int start = challenge.indexOf("scope=");
                return start < 0
                        ? Optional.empty()
                        : Optional.of(
                                challenge.substring(start + "scope=".length()).replace("\"", ""));
            }

            @Override
            SdkReaction withoutScope() {
                return new Authorizes("RegisteredClient");
            }
        },
        IOS {
            @Override
            Optional<String> scope(String challenge) {
                return ANDROID.scope(challenge);
            }

            @Override
            SdkReaction withoutScope() {
                return new Authorizes("RegisteredClient");
            }

            @Override
            boolean discards(String challenge) {
                return challenge.contains("error=\"invalid_token\"");
            }
        };

        SdkReaction to(Response response) {
            int status = response.getStatus();
            if (status == 409 && response.getHeaderString("MFP-Conflict") != null) {
                return new Repeats();
            }
            List<Object> challenges = response.getHeaders().entrySet().stream()
                    .filter(field -> field.getKey().toLowerCase(Locale.ROOT).equals("www-authenticate"))
                    .flatMap(field -> field.getValue().stream())
                    .toList();
            if (challenges.size() > 1) {
                return new Breaks();
            }
            if (challenges.isEmpty()) {
                return new Fails();
            }
            String challenge = challenges.get(0).toString();
            if ((status != 401 && status != 403) || !challenge.contains("Bearer")) {
                return new Fails();
            }
            if (status == 403) {
                return scope(challenge).<SdkReaction>map(Authorizes::new).orElseGet(this::withoutScope);
            }
            return discards(challenge) ? new Renews() : new Repeats();
        }

        abstract Optional<String> scope(String challenge);

        abstract SdkReaction withoutScope();

        boolean discards(String challenge) {
            return challenge.contains("invalid_token");
        }
    }
}
