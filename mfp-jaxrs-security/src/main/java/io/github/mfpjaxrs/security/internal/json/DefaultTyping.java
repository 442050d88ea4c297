package io.github.mfpjaxrs.security.internal.json;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes off what Jackson's default typing wraps around a value: {@code ["java.util.HashMap", {...}]} for a map. IBM's model
 * classes are written so by a mapper that has it switched on.
 */
public final class DefaultTyping {

    /** A qualified Java class name, perhaps with type parameters or as an array. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("\\[?L?(?:[A-Za-z_][\\w$]*\\.)+[A-Za-z_][\\w$]*(?:<[\\w$.,<>?]*>)?;?");

    private DefaultTyping() {}

    /** The value without its type; any other value as it is. */
    public static @Nullable Object of(@Nullable Object value) {
        return value instanceof List<?> list
                        && list.size() == 2
                        && list.get(0) instanceof String type
                        && CLASS_NAME.matcher(type).matches()
                ? list.get(1)
                : value;
    }
}
