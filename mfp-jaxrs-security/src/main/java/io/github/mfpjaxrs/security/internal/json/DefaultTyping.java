package io.github.mfpjaxrs.security.internal.json;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Unwraps values that Jackson's default typing has wrapped, such as {@code ["java.util.HashMap", {...}]} for a map.
 * MobileFirst serializes its model classes with a mapper that has default typing enabled.
 */
public final class DefaultTyping {

    /** A fully qualified Java class name, optionally with type parameters or as an array. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("\\[?L?(?:[A-Za-z_][\\w$]*\\.)+[A-Za-z_][\\w$]*(?:<[\\w$.,<>?]*>)?;?");

    private DefaultTyping() {}

    /** Returns the wrapped value, or the value itself if it is not wrapped. */
    public static @Nullable Object unwrap(@Nullable Object value) {
        return value instanceof List<?> list
                        && list.size() == 2
                        && list.get(0) instanceof String type
                        && CLASS_NAME.matcher(type).matches()
                ? list.get(1)
                : value;
    }
}
