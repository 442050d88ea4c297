package io.github.mfpjaxrs.security.internal.cluster;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.internal.json.Claims;
import io.github.mfpjaxrs.security.internal.json.Interner;
import io.github.mfpjaxrs.security.internal.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An introspection response shared between instances.
 *
 * @param token the response for an active token
 * @param requestedAt when the response was requested, according to the requesting instance's clock
 * @param evictions the matching evictions that the requesting instance had already applied at that time
 */
record SharedEntry(AccessToken token, Instant requestedAt, List<String> evictions) {

    /** Writes and reads entries. Thread-safe. */
    static final class Format {

        private final JsonGeneratorFactory generators = JsonProvider.provider().createGeneratorFactory(Map.of());
        private final JsonReader reader = new JsonReader(new Interner());

        byte[] write(SharedEntry entry) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
            try (JsonGenerator json = generators.createGenerator(bytes)) {
                json.writeStartObject().write("at", entry.requestedAt().toString());
                AccessTokenJson.texts(json, "evictions", entry.evictions());
                AccessTokenJson.write(json, "token", entry.token());
                json.writeEnd();
            }
            return bytes.toByteArray();
        }

        /**
         * @throws RuntimeException if the JSON does not represent an entry
         */
        SharedEntry read(byte[] json) {
            Claims claims = new Claims(reader.readObject(json));
            return new SharedEntry(
                    AccessTokenJson.read(claims.strictObject("token").orElseThrow()),
                    AccessTokenJson.time(claims, "at").orElseThrow(),
                    claims.strictTexts("evictions"));
        }
    }

    /** Omits the token, which can identify a user. */
    @Override
    public String toString() {
        return "SharedEntry[" + requestedAt + "]";
    }
}
