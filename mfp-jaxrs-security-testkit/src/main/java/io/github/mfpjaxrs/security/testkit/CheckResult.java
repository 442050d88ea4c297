package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.TokenDetails.User;

/** The result of a security check, as it is sent to the client. */
sealed interface CheckResult {

    /** Returns the member of the response that lists results of this kind. */
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

    /** A challenge for credentials. The message of the first challenge is empty. */
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
