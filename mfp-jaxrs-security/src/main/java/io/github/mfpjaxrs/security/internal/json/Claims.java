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
 * Provides typed access to the members of a JSON object. An absent member yields an empty result. Strict methods are
 * for members that decisions depend on. They throw an exception if a member has the wrong type. The other methods
 * treat a member of the wrong type as absent, and are for members that are merely passed on to the application. A
 * non-empty list in place of an object is always an error, unless {@link DefaultTyping} can unwrap the object.
 *
 * @param members the object as read by {@link JsonReader}
 */
public record Claims(Map<String, Object> members) {

    /**
     * Smaller values are interpreted as seconds (before the year 5138), and all other values as milliseconds (after
     * 1973).
     */
    private static final BigDecimal LEAST_MILLISECONDS = BigDecimal.valueOf(100_000_000_000L);

    /** The end of the year 9999. Later times are equivalent to "never". */
    private static final BigDecimal LATEST_MILLISECONDS = BigDecimal.valueOf(253_402_300_799_999L);

    /** The maximum number of digits before or after the decimal point, which bounds the cost of conversions. */
    private static final int MOST_DIGITS = 32;

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    /** Returns a string that is only passed to the application. */
    public Optional<String> text(String name) {
        return get(name, String.class).filter(text -> !text.isEmpty());
    }

    /** Returns a string that a decision depends on. */
    public Optional<String> strictText(String name) {
        return strict(name, String.class);
    }

    /** Returns an object that is only passed to the application. */
    public Optional<Claims> object(String name) {
        Object value = DefaultTyping.unwrap(members.get(name));
        if (value instanceof List<?> list && !list.isEmpty()) {
            // Treating the list as absent would make it look as if the server had sent nothing.
            throw wrongType(name);
        }
        return value instanceof Map<?, ?> object ? Optional.of(of(object)) : Optional.empty();
    }

    /** Returns an object that a decision depends on. */
    public Optional<Claims> strictObject(String name) {
        Object value = DefaultTyping.unwrap(members.get(name));
        if (value != null && !(value instanceof Map)) {
            throw wrongType(name);
        }
        return Optional.ofNullable((Map<?, ?>) value).map(Claims::of);
    }

    /** Returns an object as a map to pass to the application. */
    public Map<String, Object> map(String name) {
        return object(name).map(Claims::members).orElse(Map.of());
    }

    /** Returns a boolean that a decision depends on. Strings and numbers are not accepted. */
    public Optional<Boolean> strictFlag(String name) {
        return strict(name, Boolean.class);
    }

    /**
     * Returns a time that a decision depends on. Servers send it in seconds (RFC 7662 §2.2) or in milliseconds
     * (MobileFirst). Times after the year 9999 are capped. Times before 1970 are invalid.
     */
    public Optional<Instant> strictTime(String name) {
        return strict(name, BigDecimal.class).map(number -> time(name, number));
    }

    /** Returns a time that is only passed to the application. */
    public Optional<Instant> time(String name) {
        return get(name, BigDecimal.class)
                .filter(number -> number.signum() >= 0)
                .map(number -> time(name, number));
    }

    /**
     * Returns strings that a decision depends on, sent either as one string or as an array (RFC 7519 §4.1.3).
     * {@code null} elements are ignored.
     */
    public List<String> strictTexts(String name) {
        Object value = members.get(name);
        if (value instanceof String text) {
            return List.of(text);
        }
        return value == null ? List.of() : strings(name, value);
    }

    /**
     * Returns scope elements from a space-separated string (RFC 7662 §2.2) or from an array, which some servers send.
     */
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
     * Returns a number of seconds that a decision depends on, dropping any fraction. Some servers send the number as
     * text (oauth2-rs #85), others as {@code 3599.0}.
     */
    public Optional<BigInteger> strictSeconds(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        BigDecimal number = LenientNumbers.parse(value).orElseThrow(() -> wrongType(name));
        if (number.scale() > MOST_DIGITS || number.scale() < -MOST_DIGITS) {
            throw wrongType(name);
        }
        return Optional.of(number.toBigInteger());
    }

    @SuppressWarnings("unchecked") // JsonReader creates only such maps
    public static Claims of(Map<?, ?> object) {
        return new Claims((Map<String, Object>) object);
    }

    private static Instant time(String name, BigDecimal number) {
        if (number.signum() < 0) {
            throw wrongType(name);
        }
        BigDecimal milliseconds = number.compareTo(LEAST_MILLISECONDS) >= 0 ? number : number.multiply(THOUSAND);
        return Instant.ofEpochMilli(milliseconds.min(LATEST_MILLISECONDS).longValue());
    }

    private static List<String> strings(String name, Object value) {
        if (!(value instanceof List<?> list)) {
            throw wrongType(name);
        }
        List<String> strings = new ArrayList<>();
        for (Object element : list) {
            if (element instanceof String text) {
                strings.add(text);
            } else if (element != null) {
                throw wrongType(name);
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
            throw wrongType(name);
        }
        return Optional.ofNullable(type.cast(value));
    }

    public static AuthorizationServerFailure wrongType(String name) {
        return AuthorizationServerFailure.invalidResponse(
                "the authorization server's answer has a member of a wrong kind: " + name);
    }
}
