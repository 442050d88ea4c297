package io.github.mfpjaxrs.security.internal.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.LogSafe;
import io.github.mfpjaxrs.security.internal.decision.Refusals;
import io.github.mfpjaxrs.security.internal.json.JsonReader;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.token.AuthorizationHeader;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Properties that hold for every input, not only for selected inputs. */
class ProtocolPropertyTest {

    private static final String B64TOKEN = "[A-Za-z0-9._~+/-]+=*";

    @Property
    boolean tokenWhenParsedThenIsAB64TokenOfAllowedLength(@ForAll @StringLength(max = 40) String field) {
        return !(AuthorizationHeader.parse(List.of("Bearer " + field), 20) instanceof BearerToken token)
                || token.value().matches(B64TOKEN) && token.value().length() <= 20;
    }

    @Property
    void anyFieldWhenParsedThenNoExceptionAndNoTokenWithoutTheScheme(@ForAll String field) {
        AuthorizationHeader credentials = AuthorizationHeader.parse(List.of(field), 8_192);

        assertThat(credentials instanceof BearerToken).isEqualTo(field.matches("(?i)bearer +" + B64TOKEN));
    }

    @Property
    void tokenWhenWellFormedThenParsedByteForByte(
            @ForAll("b64Tokens") String value, @ForAll @IntRange(min = 1, max = 5) int spaces) {
        AuthorizationHeader credentials =
                AuthorizationHeader.parse(List.of("bEARER" + " ".repeat(spaces) + value), 8_192);

        assertThat(credentials)
                .isInstanceOfSatisfying(
                        BearerToken.class, token -> assertThat(token.value()).isEqualTo(value));
    }

    @Property
    void challengeWhenMadeOfAnyScopeThenQuotesAndLinesStayInBounds(@ForAll String scope) {
        RequiredScope required;
        try {
            required = RequiredScope.allOf(scope);
        } catch (IllegalArgumentException e) {
            assertThat(scope).containsPattern("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]");
            return;
        }

        Refused refused = new Refusals(Optional.empty()).insufficientScope(required);

        if (required.elements().isEmpty()) {
            assertThat(refused.headers()).isEmpty();
        } else {
            assertThat(header(refused, "WWW-Authenticate"))
                    .matches("Bearer error=\"insufficient_scope\", scope=\"[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+\"");
        }
    }

    @Property
    void conflictWhenOfAnyValueThenPrintableOrRefused(@ForAll String value) {
        IntrospectionResult.Conflict conflict;
        try {
            conflict = new IntrospectionResult.Conflict(value);
        } catch (IllegalArgumentException e) {
            assertThat(value.isBlank() || value.chars().anyMatch(c -> c < 0x20 || c > 0x7E))
                    .isTrue();
            return;
        }

        assertThat(header(new Refusals(Optional.empty()).conflict(conflict.mfpConflict()), "MFP-Conflict"))
                .matches("[\\x20-\\x7E]+");
    }

    @Property
    void retryAfterWhenAnyPauseThenWholeSecondsOfADayAtMost(@ForAll long seconds) {
        Refused refused = new Refusals(Optional.empty()).unavailable(Duration.ofSeconds(seconds));

        assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(1L, 86_400L);
    }

    @Property
    void printableWhenAnyTextThenOneLineOfAscii(@ForAll String text) {
        assertThat(LogSafe.escape(text)).matches("[\\x20-\\x7E]*").hasSizeLessThanOrEqualTo(200 * 6 + 3);
    }

    @Property(tries = 100)
    void objectWhenWrittenThenReadBackTheSame(@ForAll("objects") Map<String, Object> object) {
        String json = write(object).build().toString();

        assertThat(new JsonReader().readObject(json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(object);
    }

    @Property
    void answerWhenAnyTextThenResultOrTroubleAlone(@ForAll String text) {
        assertResultOrTrouble(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 100)
    void answerWhenMembersAreOfAnyTypeThenActiveOnlyIfActiveIsTrue(@ForAll("claims") Map<String, Object> claims) {
        byte[] json = write(claims).build().toString().getBytes(StandardCharsets.UTF_8);

        boolean active = assertResultOrTrouble(json);

        assertThat(active && !Boolean.TRUE.equals(claims.get("active"))).isFalse();
    }

    @Provide
    Arbitrary<String> b64Tokens() {
        Arbitrary<String> body = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("-._~+/")
                .ofMinLength(1)
                .ofMaxLength(600);
        return body.flatMap(text -> Arbitraries.of("", "=", "==").map(end -> text + end));
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return Arbitraries.maps(text(), values(2)).ofMaxSize(6);
    }

    @Provide
    Arbitrary<Map<String, Object>> claims() {
        Arbitrary<String> names = Arbitraries.of(
                "active",
                "exp",
                "nbf",
                "iat",
                "scope",
                "aud",
                "iss",
                "sub",
                "username",
                "mfp-device",
                "mfp-user",
                "mfp-checks",
                "mfp-application",
                "cnf");
        return Arbitraries.maps(names, Arbitraries.oneOf(Arbitraries.just((Object) true), values(2)))
                .ofMaxSize(8);
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> plain = Arbitraries.oneOf(
                text(),
                Arbitraries.of(true, false),
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1e20"), new BigDecimal("1e20"))
                        .ofScale(4)
                        .map(BigDecimal::stripTrailingZeros));
        return depth == 0
                ? plain
                : Arbitraries.oneOf(
                        plain,
                        values(depth - 1).list().ofMaxSize(4),
                        Arbitraries.maps(text(), values(depth - 1)).ofMaxSize(4));
    }

    /** Returns text that UTF-8 can represent. A lone surrogate is not a character. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .ofMaxLength(12)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    }

    @SuppressWarnings("unchecked") // the generators make no other map or list
    private static JsonObjectBuilder write(Map<String, Object> object) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        object.forEach((name, value) -> {
            if (value instanceof String text) {
                json.add(name, text);
            } else if (value instanceof Boolean flag) {
                json.add(name, flag);
            } else if (value instanceof BigDecimal number) {
                json.add(name, number);
            } else if (value instanceof List<?> list) {
                json.add(name, write((List<Object>) list));
            } else {
                json.add(name, write((Map<String, Object>) value));
            }
        });
        return json;
    }

    @SuppressWarnings("unchecked") // the generators make no other map or list
    private static JsonArrayBuilder write(List<Object> list) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        list.forEach(value -> {
            if (value instanceof String text) {
                json.add(text);
            } else if (value instanceof Boolean flag) {
                json.add(flag);
            } else if (value instanceof BigDecimal number) {
                json.add(number);
            } else if (value instanceof List<?> inner) {
                json.add(write((List<Object>) inner));
            } else {
                json.add(write((Map<String, Object>) value));
            }
        });
        return json;
    }

    private static boolean assertResultOrTrouble(byte[] json) {
        try {
            return new IntrospectionReader("default").read(json) instanceof IntrospectionResult.Active;
        } catch (AuthorizationServerFailure trouble) {
            assertThat(trouble.kind()).isEqualTo(AuthorizationServerFailure.Kind.BAD_ANSWER);
            return false;
        }
    }

    private static String header(Refused refused, String name) {
        return refused.headers().get(name);
    }
}
