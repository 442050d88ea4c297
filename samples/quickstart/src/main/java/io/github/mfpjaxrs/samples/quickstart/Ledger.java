package io.github.mfpjaxrs.samples.quickstart;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Keeps account balances in memory. The class is not final, so that CDI can create a client proxy. Thread-safe. */
@ApplicationScoped
class Ledger {

    private static final BigDecimal OPENING_BALANCE = new BigDecimal("100.00");

    private final Map<String, BigDecimal> balances = new HashMap<>();

    Ledger() {
        balances.put("john", OPENING_BALANCE);
        balances.put("mary", OPENING_BALANCE);
    }

    /**
     * Returns the user's balance. If the user is unknown, opens an account first, so that users from a real server also
     * have an account.
     */
    synchronized BigDecimal balanceOf(String user) {
        return balances.computeIfAbsent(user, u -> OPENING_BALANCE);
    }

    /**
     * Transfers money between two accounts.
     *
     * @return the payer's remaining balance
     * @throws IllegalArgumentException if the transfer is not possible
     */
    synchronized BigDecimal transfer(String from, String to, BigDecimal amount) {
        BigDecimal before = balanceOf(from);
        require(amount.signum() > 0, "the amount must be positive");
        require(amount.compareTo(before) <= 0, "the balance does not suffice");
        require(amount.scale() <= 2, "the amount has fractions of a cent");
        require(!from.equals(to) && balances.containsKey(to), "the recipient has no other account here");
        BigDecimal left = before.subtract(amount);
        balances.put(from, left);
        balances.merge(to, amount, BigDecimal::add);
        return left;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
