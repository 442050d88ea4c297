package io.github.mfpjaxrs.security.internal.oauth;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What comes from the network, against arbitrary bytes. A normal build runs the inputs that are kept with the tests;
 * with JAZZER_FUZZ=1 in the environment a single one of these goes on to make up new ones.
 */
class ProtocolFuzzTest {

    private static final Pattern FIELD = Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/-]+=*)");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]*");
    private static final Pattern CHALLENGE = Pattern.compile(
            "Bearer(?: realm=\"[^\"\\\\]+\",)?" + " error=\"insufficient_scope\"(?:, scope=\"[^\"\\\\]+\")?");

    private final IntrospectionReader introspection = new IntrospectionReader();
    private final OwnTokenReader ownToken = new OwnTokenReader();

    @FuzzTest
    void authorizationField(byte[] input) {
        String field = new String(input, StandardCharsets.ISO_8859_1);

        Credentials credentials = Credentials.of(List.of(field), 8_192);

        boolean wellFormed = FIELD.matcher(field).matches();
        if (credentials instanceof BearerToken token) {
            require(wellFormed && field.endsWith(token.value()) && token.value().length() <= 8_192);
        } else {
            require(!wellFormed || field.length() > 8_192);
        }
    }

    @FuzzTest
    void introspectionAnswer(byte[] input) {
        try {
            IntrospectionResult result = introspection.read(input);
            boolean active = result instanceof IntrospectionResult.Active;
            require(!active || new JsonReader().readObject(input).get("active").equals(true));
        } catch (ServerTrouble trouble) {
            require(trouble.kind() == ServerTrouble.Kind.BAD_ANSWER);
        }
    }

    @FuzzTest
    void tokenAnswer(byte[] input) {
        try {
            OwnToken token = ownToken.read(input, 0);
            require(HEADER_VALUE
                    .matcher(token.credentials().authorization().orElseThrow())
                    .matches());
        } catch (ServerTrouble trouble) {
            require(trouble.kind() == ServerTrouble.Kind.BAD_ANSWER);
        }
    }

    @FuzzTest
    void challenge(FuzzedDataProvider data) {
        String realm = data.consumeString(40);
        String scope = data.consumeRemainingAsString();
        Refused refused;
        try {
            Settings settings = TestSettings.with("mfp.realm", escaped(realm), "mfp.default-scope", escaped(scope));
            refused = new Challenges(settings.realm()).insufficientScope(settings.defaultScope());
        } catch (ConfigurationException e) {
            refused = new Challenges(Optional.empty()).insufficientScope(RequiredScope.none());
        }

        String value = refused.headers().get("WWW-Authenticate");
        require(HEADER_VALUE.matcher(value).matches()
                && CHALLENGE.matcher(value).matches());
    }

    /** As a properties file would have it: neither an expression nor an escape. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("$", "\\$");
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("a promise is broken");
        }
    }
}
