package io.github.mfpjaxrs.security.jcache;

import io.github.mfpjaxrs.security.TokenCache;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates and rate-limits external revocations, and evicts the affected tokens. The class is public because CDI
 * containers instantiate it. It is not final and has a no-arg constructor, so that CDI can create a client proxy.
 * Thread-safe.
 */
@ApplicationScoped
public class RevocationReceiver {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security.jcache");

    private static final String SCHEME = "Bearer ";
    private static final int LARGEST_BODY = 8 * 1_024;
    private static final int LONGEST_VALUE = 1_000;
    private static final int TOO_MANY_REQUESTS = 429;

    @Inject
    TokenCache cache;

    private RevocationSettings settings;
    private RateLimit limit;

    /** Called by CDI. */
    protected RevocationReceiver() {}

    RevocationReceiver(TokenCache cache, RevocationSettings settings, RateLimit limit) {
        this.cache = cache;
        this.settings = settings;
        this.limit = limit;
    }

    /**
     * Reads the configuration.
     *
     * @throws IllegalArgumentException if a value is invalid; the message names the key
     */
    @PostConstruct
    void create() {
        settings = RevocationSettings.read(ConfigProvider.getConfig());
        limit = new RateLimit(settings.perSecond(), System::nanoTime);
    }

    Response receive(@Nullable String authorization, InputStream body) {
        if (settings.secret().isEmpty()) {
            LOG.log(Level.WARNING, "MFP revocations: refused with 404, because mfp.revocations.secret is not set");
            return Response.status(Response.Status.NOT_FOUND).build();
        }
        if (!isAuthentic(authorization, settings.secret().get())) {
            return Response.status(Response.Status.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, SCHEME.strip())
                    .build();
        }
        if (!limit.tryAcquire()) {
            return Response.status(TOO_MANY_REQUESTS)
                    .header(HttpHeaders.RETRY_AFTER, 1)
                    .build();
        }
        boolean evicted = evict(body);
        return Response.status(evicted ? Response.Status.NO_CONTENT : Response.Status.BAD_REQUEST)
                .build();
    }

    /** Whether the header field contains the secret. The comparison takes constant time. */
    private static boolean isAuthentic(@Nullable String authorization, String secret) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        sha256(authorization.substring(SCHEME.length()).strip()), sha256(secret));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Evicts the affected tokens. Returns false if the body is not a JSON object that names exactly one user, device
     * or client.
     */
    private boolean evict(InputStream body) {
        JsonObject object;
        try {
            byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                return false;
            }
            try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
                object = reader.readObject();
            }
        } catch (IOException | JsonException e) {
            return false;
        }
        if (object.size() != 1) {
            return false;
        }
        Map.Entry<String, JsonValue> member = object.entrySet().iterator().next();
        if (!(member.getValue() instanceof JsonString text)
                || text.getString().isBlank()
                || text.getString().length() > LONGEST_VALUE) {
            return false;
        }
        switch (member.getKey()) {
            case "user" -> cache.evictUser(text.getString());
            case "device" -> cache.evictDevice(text.getString());
            case "client" -> cache.evictClient(text.getString());
            default -> {
                return false;
            }
        }
        return true;
    }
}
