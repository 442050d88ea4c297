package io.github.mfpjaxrs.security.internal.cluster;

import io.github.mfpjaxrs.security.internal.cache.Eviction;
import io.github.mfpjaxrs.security.internal.json.Claims;
import io.github.mfpjaxrs.security.internal.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Writes and reads announcements. Thread-safe. */
final class EvictionFormat {

    private final JsonGeneratorFactory generators = JsonProvider.provider().createGeneratorFactory(Map.of());
    private final JsonReader reader = new JsonReader();

    byte[] write(Announcement announcement) {
        Eviction eviction = announcement.eviction();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = generators.createGenerator(bytes)) {
            json.writeStartObject()
                    .write("server", announcement.server())
                    .write("id", eviction.id())
                    .write("kind", eviction.kind().name())
                    .write("value", eviction.value())
                    .write("at", eviction.at().toString())
                    .writeEnd();
        }
        return bytes.toByteArray();
    }

    /**
     * @throws RuntimeException if the JSON does not represent an announcement
     */
    Announcement read(byte[] json) {
        Claims claims = new Claims(reader.readObject(json));
        return new Announcement(
                AccessTokenJson.required(claims, "server"),
                new Eviction(
                        AccessTokenJson.required(claims, "id"),
                        Eviction.Kind.valueOf(AccessTokenJson.required(claims, "kind")),
                        AccessTokenJson.required(claims, "value"),
                        AccessTokenJson.time(claims, "at").orElseThrow()));
    }
}
