package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.TokenDetails.User;

/** The result of a security check, as it is sent to the client. */
sealed interface CheckResult {

    /** The member of the response that lists results of this kind. */
    String kind();

    /** The JSON object that the challenge handler of the SDK receives. */
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

    /** The message is empty in the first challenge. */
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
