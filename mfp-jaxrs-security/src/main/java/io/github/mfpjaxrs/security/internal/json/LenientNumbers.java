package io.github.mfpjaxrs.security.internal.json;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers that a server might send as text. */
public final class LenientNumbers {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,32}(?:\\.[0-9]{1,32})?");

    private LenientNumbers() {}

    /**
     * Converts a JSON value to a number.
     *
     * @param value a value read by {@link JsonReader}
     * @return the number; empty if the value is neither a number nor text that represents a non-negative number
     */
    public static Optional<BigDecimal> parse(Object value) {
        if (value instanceof BigDecimal number) {
            return Optional.of(number);
        }
        return value instanceof String text && DECIMAL.matcher(text.strip()).matches()
                ? Optional.of(new BigDecimal(text.strip()))
                : Optional.empty();
    }
}
