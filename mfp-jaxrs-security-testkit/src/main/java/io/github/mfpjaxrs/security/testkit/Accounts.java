package io.github.mfpjaxrs.security.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The accounts with which users can log in. */
final class Accounts {

    private final Map<String, Account> byId;

    Accounts(Map<String, Account> byId) {
        this.byId = new LinkedHashMap<>(byId);
    }

    /** Returns the account if the password is correct. */
    Optional<Account> authenticate(String id, String password) {
        return Optional.ofNullable(byId.get(id)).filter(account -> account.hasPassword(password));
    }

    /** An account. This class is not a record, because a record's {@code toString} would contain the password. */
    static final class Account {

        private final String id;
        private final String displayName;
        private final byte[] password;

        Account(String id, String displayName, String password) {
            this.id = id;
            this.displayName = displayName;
            this.password = password.getBytes(StandardCharsets.UTF_8);
        }

        String id() {
            return id;
        }

        String displayName() {
            return displayName;
        }

        private boolean hasPassword(String presented) {
            return MessageDigest.isEqual(password, presented.getBytes(StandardCharsets.UTF_8));
        }
    }
}
