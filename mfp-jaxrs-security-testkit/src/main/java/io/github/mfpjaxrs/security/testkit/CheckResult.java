package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.TokenDetails.User;

/** A security check's result, as sent to the client. */
sealed interface CheckResult {

    /** Returns the name of the response member that lists results of this kind. */
    String kind();

    /** Returns the JSON object that the SDK's challenge handler receives. */
    String json();

    record Passed(User user) implements CheckResult {
        @Override
        public String kind() {
            return "successes";
        }

        @Override
        public String json() {
            return "{\"user\":" + MobileFirstFormat.user(user) + "}";
        }
    }

    /** A challenge for credentials. The first challenge has an empty message. */
    record Challenged(String message, int remainingAttempts) implements CheckResult {
        @Override
        public String kind() {
            return "challenges";
        }

        @Override
        public String json() {
            String text = message.isEmpty() ? "null" : Json.text(message);
            return "{\"errorMsg\":" + text + ",\"remainingAttempts\":" + remainingAttempts + "}";
        }
    }

    record Failed(String reason) implements CheckResult {
        @Override
        public String kind() {
            return "failures";
        }

        @Override
        public String json() {
            return "{\"failure\":" + Json.text(reason) + "}";
        }
    }
}
