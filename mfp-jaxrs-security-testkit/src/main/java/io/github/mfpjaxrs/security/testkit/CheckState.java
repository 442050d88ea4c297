package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.Accounts.Account;
import io.github.mfpjaxrs.security.testkit.TokenDetails.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of one security check for one client. Immutable. */
record CheckState(
        int wrongPasswords,
        @Nullable Instant blockedUntil,
        @Nullable Login login,
        @Nullable Login remembered) {

    static final CheckState INITIAL = new CheckState(0, null, null, null);

    private static final String BLOCKED = "Account blocked";

    /** A user, and the time until which the user is logged in or remembered. */
    record Login(User user, Instant until) {
        boolean holdsAt(Instant now) {
            return now.isBefore(until);
        }
    }

    /** The next state and the result for the client. */
    record Step(CheckState state, CheckResult result) {}

    Optional<User> userAt(Instant now) {
        return Optional.ofNullable(login).filter(each -> each.holdsAt(now)).map(Login::user);
    }

    /** Ends the login. The next authorization logs a remembered user in again. */
    CheckState expired() {
        return new CheckState(wrongPasswords, blockedUntil, null, remembered);
    }

    /** Processes an authorization without credentials. */
    Step asked(SecurityCheck check, Instant now) {
        Optional<User> user = userAt(now);
        if (user.isPresent()) {
            return new Step(this, new CheckResult.Passed(user.get()));
        }
        if (remembered != null && remembered.holdsAt(now)) {
            User again = authenticated(remembered.user(), check, now);
            return new Step(
                    new CheckState(0, null, new Login(again, now.plus(check.loginLifetime())), remembered),
                    new CheckResult.Passed(again));
        }
        if (isBlockedAt(now)) {
            return new Step(this, new CheckResult.Failed(BLOCKED));
        }
        return new Step(this, new CheckResult.Challenged("", check.attempts() - wrongPasswords));
    }

    /**
     * Processes credentials, which the client sends to answer a challenge or to log in. As in MobileFirst, a check that
     * has already been passed ignores credentials, so another user can log in only after a logout.
     */
    Step answered(SecurityCheck check, JsonObject credentials, Accounts accounts, Instant now) {
        Optional<User> user = userAt(now);
        if (user.isPresent()) {
            return new Step(this, new CheckResult.Passed(user.get()));
        }
        if (isBlockedAt(now)) {
            return new Step(this, new CheckResult.Failed(BLOCKED));
        }
        Optional<String> name = credentials.text("username");
        Optional<String> password = credentials.text("password");
        Optional<Account> account = name.isPresent() && password.isPresent()
                ? accounts.authenticate(name.get(), password.get())
                : Optional.empty();
        if (account.isPresent()) {
            return loggedIn(check, account.get(), credentials.isTrue("rememberMe"), now);
        }
        int left = check.attempts() - wrongPasswords - 1;
        if (left <= 0) {
            return new Step(
                    new CheckState(0, now.plus(check.blockedFor()), null, null), new CheckResult.Failed(BLOCKED));
        }
        String message =
                name.isPresent() && password.isPresent() ? "Wrong Credentials" : "Credentials not set properly";
        return new Step(
                new CheckState(wrongPasswords + 1, null, null, null), new CheckResult.Challenged(message, left));
    }

    private static Step loggedIn(SecurityCheck check, Account account, boolean remember, Instant now) {
        User user = new User(account.id(), account.displayName(), Map.of(), now, check.name());
        Login memory = remember ? new Login(user, now.plus(check.rememberMe())) : null;
        return new Step(
                new CheckState(0, null, new Login(user, now.plus(check.loginLifetime())), memory),
                new CheckResult.Passed(user));
    }

    private static User authenticated(User user, SecurityCheck check, Instant now) {
        return new User(user.id(), user.displayName(), user.attributes(), now, check.name());
    }

    private boolean isBlockedAt(Instant now) {
        return blockedUntil != null && now.isBefore(blockedUntil);
    }
}
