package io.github.mfpjaxrs.security.internal.introspection;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.mfpjaxrs.security.AccessDecision.Granted;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.ScopeMatch;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.Refusals;
import io.github.mfpjaxrs.security.internal.decision.TestPolicy;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.json.JsonReader;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import io.github.mfpjaxrs.security.internal.token.AuthorizationHeader;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tests the parsers of network input with arbitrary bytes. A normal build runs the inputs that are stored with the
 * tests. If JAZZER_FUZZ=1 is set in the environment, a single one of these tests generates new inputs.
 */
class ProtocolFuzzTest {

    private static final Pattern FIELD = Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/-]+=*)");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]*");
    private static final Pattern CHALLENGE = Pattern.compile(
            "Bearer(?: realm=\"[^\"\\\\,]+\",)?" + " error=\"insufficient_scope\"(?:, scope=\"[^\"\\\\]+\")?");

    private static final URI ISSUER = URI.create("https://as.example.com/realms/bank");
    private static final Settings DISCOVERING = TestSettings.with("mfp.authorization-server.url", ISSUER.toString());

    private static final Settings CHECKING = TestSettings.with(
            "mfp.token.required-audience",
            "accounts",
            "mfp.token.required-issuer",
            ISSUER.toString(),
            "mfp.token.deny-device-status",
            "ACTIVE,LOST,STOLEN,DISABLED",
            "mfp.realm",
            "bank");
    private static final InstantSource NOW = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));

    private final IntrospectionReader introspection = new IntrospectionReader("default");
    private final TokenResponseReader ownToken = new TokenResponseReader();

    @FuzzTest
    void authorizationField(byte[] input) {
        String field = new String(input, StandardCharsets.ISO_8859_1);

        AuthorizationHeader credentials = AuthorizationHeader.parse(List.of(field), 8_192);

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
        } catch (AuthorizationServerFailure trouble) {
            require(trouble.kind() == AuthorizationServerFailure.Kind.BAD_ANSWER);
        }
    }

    /**
     * With every check enabled, only a token that passes all checks is accepted, regardless of the rest of the
     * response.
     */
    @FuzzTest
    void decision(byte[] input) {
        IntrospectionResult result;
        try {
            result = introspection.read(input);
        } catch (AuthorizationServerFailure trouble) {
            return;
        }
        if (result instanceof IntrospectionResult.Active active
                && TestPolicy.decide(CHECKING, NOW, active.token(), RequiredScope.allOf("accounts"))
                        instanceof Granted granted) {
            AccessToken token = granted.token();
            require(token.scopes().contains("accounts")
                    && token.audience().contains("accounts")
                    && token.issuer().equals(Optional.of(ISSUER.toString()))
                    && !token.claims().containsKey("cnf")
                    && token.device()
                            .filter(device -> CHECKING.rules().blockedDevices().contains(device.status()))
                            .isEmpty());
        }
    }

    @FuzzTest
    void tokenAnswer(byte[] input) {
        try {
            ClientCredentialsToken token = ownToken.read(input, 0);
            require(HEADER_VALUE
                    .matcher(token.credentials().authorization().orElseThrow())
                    .matches());
        } catch (AuthorizationServerFailure trouble) {
            require(trouble.kind() == AuthorizationServerFailure.Kind.BAD_ANSWER);
        }
    }

    @FuzzTest
    void metadata(byte[] input) {
        try {
            Endpoints endpoints = new ServerMetadata(
                            new Metadata(input), DISCOVERING, new KnownEndpoints(Duration.ofSeconds(20)))
                    .get();
            require(ISSUER.getHost().equalsIgnoreCase(endpoints.introspection().getHost())
                    && ISSUER.getHost().equalsIgnoreCase(endpoints.token().getHost())
                    && endpoints.token().getRawUserInfo() == null
                    && endpoints.introspection().getRawUserInfo() == null);
        } catch (AuthorizationServerFailure trouble) {
            require(trouble.kind() == AuthorizationServerFailure.Kind.BAD_ANSWER
                    || trouble.kind() == AuthorizationServerFailure.Kind.CREDENTIALS_REJECTED);
            require(HEADER_VALUE.matcher(String.valueOf(trouble.getMessage())).matches());
        }
    }

    /** Each refusal that has a challenge, with every option enabled, as the SDKs read it. */
    @FuzzTest
    void challenge(FuzzedDataProvider data) {
        ScopeMatch match = data.pickValue(ScopeMatch.values());
        String realm = data.consumeString(40);
        String scope = data.consumeRemainingAsString();
        Refusals challenges;
        RequiredScope required;
        try {
            Settings settings = TestSettings.with("mfp.realm", escaped(realm), "mfp.default-scope", escaped(scope));
            challenges = new Refusals(settings.realm());
            required = new RequiredScope(settings.defaultScope().elements(), match, Optional.empty(), Optional.empty());
        } catch (ConfigurationException e) {
            challenges = new Refusals(Optional.empty());
            required = RequiredScope.none();
        }

        requireReadable(challenges.insufficientScope(required), required);
        requireReadable(challenges.deviceBlocked(required), required);
        for (Refused refused :
                List.of(challenges.missingToken(), challenges.invalidRequest(), challenges.invalidToken())) {
            String value = String.valueOf(refused.headers().get("WWW-Authenticate"));
            require(HEADER_VALUE.matcher(value).matches() && value.startsWith("Bearer") && !value.contains("scope="));
            require(value.contains("invalid_token") == (refused == challenges.invalidToken()));
        }
    }

    private static void requireReadable(Refused refused, RequiredScope required) {
        if (required.elements().isEmpty()) {
            require(refused.headers().isEmpty());
            return;
        }
        String value = String.valueOf(refused.headers().get("WWW-Authenticate"));
        require(HEADER_VALUE.matcher(value).matches()
                && CHALLENGE.matcher(value).matches()
                && !value.contains("invalid_token"));
        String asAndroidReadsIt = value.substring(value.indexOf("scope=") + 6).replace("\"", "");
        require(asAndroidReadsIt.equals(
                required.match() == ScopeMatch.ANY ? required.elements().get(0) : required.scope()));
    }

    /** Serves the same document at every URL. */
    private record Metadata(byte[] document) implements AuthorizationServer {

        @Override
        public Answer requestToken(URI endpoint, ClientCredentials caller, String scope) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public Answer introspect(URI endpoint, ClientCredentials caller, String token) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public Answer metadata(URI location) {
            return new Answer(200, document, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** Escapes a value as in a properties file, so that it contains neither an expression nor an escape. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("$", "\\$");
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("a promise is broken");
        }
    }
}
