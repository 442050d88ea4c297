package io.github.mfpjaxrs.security.testkit;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Creates faults from the names and JSON parameters that the control endpoint receives. */
final class FaultNames {

    private static final Map<String, Function<JsonObject, Fault>> FACTORIES = factories();

    private FaultNames() {}

    static List<String> all() {
        return List.copyOf(FACTORIES.keySet());
    }

    /**
     * Creates a fault.
     *
     * @throws IllegalArgumentException if the name is unknown or a parameter is out of range
     */
    static Fault create(String name, JsonObject parameters) {
        Function<JsonObject, Fault> factory = FACTORIES.get(name);
        if (factory == null) {
            throw new IllegalArgumentException("fault must be one of " + String.join(", ", FACTORIES.keySet()));
        }
        return factory.apply(parameters);
    }

    private static Map<String, Function<JsonObject, Fault>> factories() {
        Map<String, Function<JsonObject, Fault>> all = new LinkedHashMap<>();
        all.put("status", FaultNames::status);
        all.put(
                "tooManyRequests",
                given -> Fault.tooManyRequests(given.text("retryAfter").orElse("30")));
        all.put(
                "redirect",
                given -> Fault.redirect(
                        integer(given, "status", 307, 300, 399),
                        URI.create(given.text("target").orElse("/elsewhere"))));
        all.put("hang", given -> Fault.hang());
        all.put("blackHole", given -> Fault.blackHole());
        all.put("delay", given -> Fault.delay(millis(given, 1_000)));
        all.put("drip", given -> Fault.drip(millis(given, 100)));
        all.put("dripHeaders", given -> Fault.dripHeaders(millis(given, 100)));
        all.put("resetBeforeAnswer", given -> Fault.resetBeforeAnswer());
        all.put("resetInBody", given -> Fault.resetInBody());
        all.put("garbage", given -> Fault.garbage());
        all.put("notJson", given -> Fault.notJson());
        all.put("wrongContentType", given -> Fault.wrongContentType());
        all.put("hugeBody", given -> Fault.hugeBody(integer(given, "bytes", 100_000_000, 0, Integer.MAX_VALUE)));
        all.put("gzipBomb", given -> Fault.gzipBomb());
        return all;
    }

    private static Fault status(JsonObject given) {
        int status = integer(given, "status", 503, 200, 599);
        return given.text("body")
                .map(body -> Fault.status(status, Map.of("Content-Type", "application/json"), body))
                .orElseGet(() -> Fault.status(status));
    }

    private static Duration millis(JsonObject given, int standard) {
        return Duration.ofMillis(integer(given, "millis", standard, 0, 3_600_000));
    }

    static int integer(JsonObject given, String name, int standard, int min, int max) {
        BigDecimal number = given.number(name).orElse(BigDecimal.valueOf(standard));
        if (number.stripTrailingZeros().scale() > 0
                || number.compareTo(BigDecimal.valueOf(min)) < 0
                || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw new IllegalArgumentException(name + " must be a whole number from " + min + " to " + max);
        }
        return number.intValue();
    }
}
