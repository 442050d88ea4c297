package io.github.mfpjaxrs.security.internal.json;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object as strictly as RFC 8259 allows, regardless of the runtime's JSON-P provider. The document
 * must be well-formed UTF-8 without duplicate members or trailing content. Nesting depth and the length of numbers
 * are limited. A leading byte order mark is ignored, as RFC 8259 §8.1 allows, because proxies and .NET servers write
 * one and it does not change any value. Callers must limit the document size. Thread-safe.
 */
public final class JsonReader {

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 64;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final JsonParserFactory parsers = JsonProvider.provider().createParserFactory(Map.of());
    private final UnaryOperator<Object> sharing;

    /** Creates a reader that shares no values, for documents that contain secrets or are soon discarded. */
    public JsonReader() {
        this.sharing = UnaryOperator.identity();
    }

    /** Creates a reader that shares equal values, for documents that are retained in large numbers. */
    public JsonReader(Interner shared) {
        this.sharing = shared::share;
    }

    /**
     * Reads an object.
     *
     * @param json the complete document
     * @return the members by name. The values are strings, booleans, {@link BigDecimal} numbers, lists and maps, all
     *     immutable. Members that are {@code null} are omitted, but {@code null} elements of lists are kept
     * @throws AuthorizationServerFailure if the document is not a valid JSON object within the limits
     */
    public Map<String, Object> readObject(byte[] json) {
        try (JsonParser parser = parsers.createParser(new StringReader(decode(json)))) {
            if (parser.next() != Event.START_OBJECT) {
                throw invalid("not a JSON object");
            }
            Map<String, Object> object = object(parser, 1);
            if (parser.hasNext()) {
                throw invalid("content follows the JSON object");
            }
            return object;
        } catch (CharacterCodingException e) {
            throw invalid("not UTF-8");
        } catch (JsonException | IllegalStateException | NoSuchElementException e) {
            // The provider's message might quote the document.
            throw invalid("not well-formed JSON");
        }
    }

    private static String decode(byte[] json) throws CharacterCodingException {
        int start = hasByteOrderMark(json) ? BYTE_ORDER_MARK.length : 0;
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(json, start, json.length - start))
                .toString();
    }

    private static boolean hasByteOrderMark(byte[] json) {
        int length = BYTE_ORDER_MARK.length;
        return json.length >= length && Arrays.equals(json, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    private Map<String, Object> object(JsonParser parser, int depth) {
        Map<String, Object> members = new HashMap<>();
        Set<String> nullMembers = new HashSet<>(0);
        while (true) {
            if (parser.next() == Event.END_OBJECT) {
                return Map.copyOf(members);
            }
            String name = (String) sharing.apply(parser.getString());
            if (members.containsKey(name) || nullMembers.contains(name)) {
                throw invalid("a member stands twice");
            }
            Object value = value(parser, parser.next(), depth);
            if (value == null) {
                nullMembers.add(name);
            } else {
                members.put(name, value);
            }
        }
    }

    private List<@Nullable Object> array(JsonParser parser, int depth) {
        List<@Nullable Object> elements = new ArrayList<>();
        while (true) {
            Event event = parser.next();
            if (event == Event.END_ARRAY) {
                return elements.contains(null) ? Collections.unmodifiableList(elements) : List.copyOf(elements);
            }
            elements.add(value(parser, event, depth));
        }
    }

    private @Nullable Object value(JsonParser parser, Event event, int depth) {
        if (depth >= DEEPEST) {
            throw invalid("nested deeper than " + DEEPEST + " levels");
        }
        return switch (event) {
            case START_OBJECT -> sharing.apply(object(parser, depth + 1));
            case START_ARRAY -> sharing.apply(array(parser, depth + 1));
            case VALUE_STRING -> sharing.apply(parser.getString());
            case VALUE_NUMBER -> number(parser.getString());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            case KEY_NAME, END_OBJECT, END_ARRAY -> throw invalid("not well-formed JSON");
        };
    }

    private static BigDecimal number(String digits) {
        if (digits.length() > LONGEST_NUMBER) {
            throw invalid("a number has more than " + LONGEST_NUMBER + " characters");
        }
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException e) {
            throw invalid("a number is out of any range");
        }
    }

    private static AuthorizationServerFailure invalid(String what) {
        return AuthorizationServerFailure.invalidResponse("the authorization server's answer is unusable: " + what);
    }
}
