package io.github.mfpjaxrs.security.testkit;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object sent by a client. A member that is null or has an unexpected type is treated as absent. */
record JsonObject(Map<String, Object> members) {

    JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Parses a text; returns empty if the text is not a well-formed JSON object. */
    static Optional<JsonObject> read(String text) {
        try {
            return of(JsonReader.read(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Converts form parameters to a JSON object whose members are strings. Repeated parameters are omitted. */
    static JsonObject of(Form form) {
        Map<String, Object> members = new LinkedHashMap<>();
        form.parameters().keySet().forEach(name -> form.single(name).ifPresent(value -> members.put(name, value)));
        return new JsonObject(members);
    }

    Optional<String> text(String name) {
        return member(name, String.class);
    }

    /** Returns the string member with this name, unless the string is blank. */
    Optional<String> filled(String name) {
        return text(name).filter(value -> !value.isBlank());
    }

    Optional<BigDecimal> number(String name) {
        return member(name, BigDecimal.class);
    }

    boolean isTrue(String name) {
        return member(name, Boolean.class).orElse(false);
    }

    Optional<JsonObject> object(String name) {
        return Optional.ofNullable(members.get(name)).flatMap(JsonObject::of);
    }

    /** Returns the objects in an array member, ignoring other elements. */
    List<JsonObject> objects(String name) {
        return elements(name).stream().flatMap(each -> of(each).stream()).toList();
    }

    /** Returns the strings in an array member, ignoring other elements. */
    List<String> texts(String name) {
        return elements(name).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private List<?> elements(String name) {
        return members.get(name) instanceof List<?> elements ? elements : List.of();
    }

    private <T> Optional<T> member(String name, Class<T> type) {
        return Optional.ofNullable(members.get(name)).filter(type::isInstance).map(type::cast);
    }

    private static Optional<JsonObject> of(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> {
            if (member != null) {
                members.put(String.valueOf(name), member);
            }
        });
        return Optional.of(new JsonObject(members));
    }

    /** Returns only the member names, because the values can contain passwords. */
    @Override
    public String toString() {
        return "JsonObject" + members.keySet();
    }
}
