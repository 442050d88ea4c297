package io.github.mfpjaxrs.security.testkit;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259). Values are passed as JSON text, so that tests can also pass malformed values. */
final class Json {

    private Json() {}

    static String text(@Nullable String value) {
        if (value == null) {
            return "null";
        }
        StringBuilder json = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            append(json, value.charAt(i));
        }
        return json.append('"').toString();
    }

    static String texts(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> text(member.getKey()) + ":" + text(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Returns a JSON object whose values are already JSON text. */
    static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> text(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Returns a JSON array whose elements are already JSON text. */
    static String array(Stream<String> elements) {
        return elements.collect(Collectors.joining(",", "[", "]"));
    }

    private static void append(StringBuilder json, char character) {
        if (character == '"' || character == '\\') {
            json.append('\\').append(character);
        } else if (character < 0x20 || Character.isSurrogate(character)) {
            // A lone surrogate cannot be encoded in UTF-8. Escaping preserves both lone surrogates and surrogate pairs.
            json.append(String.format("\\u%04x", (int) character));
        } else {
            json.append(character);
        }
    }
}
