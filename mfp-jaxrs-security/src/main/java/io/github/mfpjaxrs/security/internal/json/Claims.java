package io.github.mfpjaxrs.security.internal.json;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Typed views of the members of a JSON object. A member that is absent is empty. A member of the wrong type is trouble
 * where a decision rests on it (the strict readers), and absent where it is only shown to the application; but a list
 * that stands for an object is trouble always, unless {@link DefaultTyping} finds the object in it.
 *
 * @param members the object, as {@link JsonReader} gives it
 */
public record Claims(Map<String, Object> members) {

    /** Any time in milliseconds since the year 1973 is larger, and any time in seconds before the year 5138 smaller. */
    private static final BigDecimal LEAST_MILLISECONDS = BigDecimal.valueOf(100_000_000_000L);

    /** The end of the year 9999: a later time is no less "never". */
    private static final BigDecimal LATEST_MILLISECONDS = BigDecimal.valueOf(253_402_300_799_999L);

    /** Of a number, before or after its point: no conversion takes long then. */
    private static final int MOST_DIGITS = 32;

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    /** A string that is shown. */
    public Optional<String> text(String name) {
        return get(name, String.class).filter(text -> !text.isEmpty());
    }

    /** A string that is decided by. */
    public Optional<String> strictText(String name) {
        return strict(name, String.class);
    }

    /** An object that is shown. */
    public Optional<Claims> object(String name) {
        Object value = DefaultTyping.of(members.get(name));
        if (value instanceof List<?> list && !list.isEmpty()) {
            // Shown as nothing, it would look as if the server had said nothing.
            throw bad(name);
        }
        return value instanceof Map<?, ?> object ? Optional.of(of(object)) : Optional.empty();
    }

    /** An object that is decided by. */
    public Optional<Claims> strictObject(String name) {
        Object value = DefaultTyping.of(members.get(name));
        if (value != null && !(value instanceof Map)) {
            throw bad(name);
        }
        return Optional.ofNullable((Map<?, ?>) value).map(Claims::of);
    }

    /** Any object, as the application gets it. */
    public Map<String, Object> map(String name) {
        return object(name).map(Claims::members).orElse(Map.of());
    }

    /** A boolean that is decided by: neither a string nor a number will do. */
    public Optional<Boolean> strictFlag(String name) {
        return strict(name, Boolean.class);
    }

    /**
     * A time that is decided by, in seconds as RFC 7662 §2.2 has it or in milliseconds as MobileFirst has it. Far times
     * are cut off at the year 9999; a time before 1970 is no time.
     */
    public Optional<Instant> strictTime(String name) {
        return strict(name, BigDecimal.class).map(number -> time(name, number));
    }

    /** A time that is shown. */
    public Optional<Instant> time(String name) {
        return get(name, BigDecimal.class)
                .filter(number -> number.signum() >= 0)
                .map(number -> time(name, number));
    }

    /** One string or an array of strings, decided by (RFC 7519 §4.1.3); {@code null} elements count for nothing. */
    public List<String> strictTexts(String name) {
        Object value = members.get(name);
        if (value instanceof String text) {
            return List.of(text);
        }
        return value == null ? List.of() : strings(name, value);
    }

    /** Scope elements: a string with spaces (RFC 7662 §2.2), or an array as some servers send it. */
    public Set<String> scopeElements(String name) {
        Set<String> elements = new LinkedHashSet<>();
        for (String scope : strictTexts(name)) {
            for (String element : scope.split(" ")) {
                if (!element.isEmpty()) {
                    elements.add(element);
                }
            }
        }
        return elements;
    }

    /**
     * A number of seconds that is decided by, without its fraction. Some servers send it as text (oauth2-rs #85), others
     * as {@code 3599.0}.
     */
    public Optional<BigInteger> strictSeconds(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        BigDecimal number = LenientNumbers.of(value).orElseThrow(() -> bad(name));
        if (number.scale() > MOST_DIGITS || number.scale() < -MOST_DIGITS) {
            throw bad(name);
        }
        return Optional.of(number.toBigInteger());
    }

    @SuppressWarnings("unchecked") // JsonReader makes no other map
    public static Claims of(Map<?, ?> object) {
        return new Claims((Map<String, Object>) object);
    }

    private static Instant time(String name, BigDecimal number) {
        if (number.signum() < 0) {
            throw bad(name);
        }
        BigDecimal milliseconds = number.compareTo(LEAST_MILLISECONDS) >= 0 ? number : number.multiply(THOUSAND);
        return Instant.ofEpochMilli(milliseconds.min(LATEST_MILLISECONDS).longValue());
    }

    private static List<String> strings(String name, Object value) {
        if (!(value instanceof List<?> list)) {
            throw bad(name);
        }
        List<String> strings = new ArrayList<>();
        for (Object element : list) {
            if (element instanceof String text) {
                strings.add(text);
            } else if (element != null) {
                throw bad(name);
            }
        }
        return List.copyOf(strings);
    }

    private <T> Optional<T> get(String name, Class<T> type) {
        Object value = members.get(name);
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    private <T> Optional<T> strict(String name, Class<T> type) {
        Object value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            throw bad(name);
        }
        return Optional.ofNullable(type.cast(value));
    }

    public static AuthorizationServerFailure bad(String name) {
        return new AuthorizationServerFailure(
                AuthorizationServerFailure.Kind.BAD_ANSWER,
                "the authorization server's answer has a member of a wrong kind: " + name);
    }
}
