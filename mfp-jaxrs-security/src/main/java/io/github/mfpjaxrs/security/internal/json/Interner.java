package io.github.mfpjaxrs.security.internal.json;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Gives equal small values one instance, as far as it remembers: member names, scopes, platforms and versions are the
 * same in thousands of answers that are kept. It remembers a fixed number and forgets one for another, so that no answer,
 * however odd, makes it grow. Thread-safe, without a lock.
 */
public final class Interner {

    private static final int SLOTS = 1_024;
    private static final int LONGEST_TEXT = 64;
    private static final int MOST_MEMBERS = 8;

    private final AtomicReferenceArray<Object> slots = new AtomicReferenceArray<>(SLOTS);

    /**
     * An equal value of the same class, perhaps this one.
     *
     * @param value immutable
     */
    @SuppressWarnings("unchecked") // of the same class
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

    /** By its entries: a map keeps the views of its keys and values, once asked for, as long as itself. */
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
