package io.github.mfpjaxrs.security.internal.json;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers that a server may have written as text. */
public final class LenientNumbers {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,32}(?:\\.[0-9]{1,32})?");

    private LenientNumbers() {}

    /**
     * The number.
     *
     * @param value as {@link JsonReader} gives it
     * @return empty if it is neither a number nor the text of one that is not negative
     */
    public static Optional<BigDecimal> of(Object value) {
        if (value instanceof BigDecimal number) {
            return Optional.of(number);
        }
        return value instanceof String text && DECIMAL.matcher(text.strip()).matches()
                ? Optional.of(new BigDecimal(text.strip()))
                : Optional.empty();
    }
}
