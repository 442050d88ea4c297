package io.github.mfpjaxrs.security.internal.json;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Replaces equal small values with a single shared instance. Member names, scopes, platforms and versions recur in
 * thousands of cached responses. The number of slots is fixed and new values replace old ones, so unusual responses
 * cannot increase memory use. Thread-safe and lock-free.
 */
public final class Interner {

    private static final int SLOTS = 1_024;
    private static final int LONGEST_TEXT = 64;
    private static final int MOST_MEMBERS = 8;

    private final AtomicReferenceArray<Object> slots = new AtomicReferenceArray<>(SLOTS);

    /**
     * Returns an equal value of the same class, which can be the given value itself.
     *
     * @param value an immutable value
     */
    @SuppressWarnings("unchecked") // same class as the given value
    public <T> T share(T value) {
        if (!isSmall(value)) {
            return value;
        }
        int hash = value.hashCode();
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        Object known = slots.getAcquire(slot);
        if (known != null && known.getClass() == value.getClass() && known.equals(value)) {
            return (T) known;
        }
        slots.setRelease(slot, value);
        return value;
    }

    private static boolean isSmall(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.size() <= MOST_MEMBERS && hasTextsAlone(map);
        }
        return value instanceof Collection<?> elements
                ? elements.size() <= MOST_MEMBERS && areTexts(elements)
                : isText(value);
    }

    /** Iterates over the entries, because a map retains its key and value views once they have been requested. */
    private static boolean hasTextsAlone(Map<?, ?> map) {
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (!isText(member.getKey()) || !isText(member.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean areTexts(Collection<?> values) {
        for (Object value : values) {
            if (!isText(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(Object value) {
        return value instanceof String text && text.length() <= LONGEST_TEXT;
    }
}
