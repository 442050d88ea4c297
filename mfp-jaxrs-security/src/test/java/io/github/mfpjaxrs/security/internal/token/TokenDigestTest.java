package io.github.mfpjaxrs.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDigestTest {

    private static final String CONTEXT = "https://mfp.example.com\naccounts\n[]";

    private final TokenDigest digest = new TokenDigest(CONTEXT);

    @ParameterizedTest
    @Tag("K3")
    @ValueSource(ints = {1, 255, 256, 257, 512, 1_000})
    void keyOfWhenAnyLengthThenWholeSha256OfSeedAndToken(int length) throws Exception {
        String token = "t".repeat(length);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] seed = MessageDigest.getInstance("SHA-256").digest(CONTEXT.getBytes(StandardCharsets.UTF_8));
        sha256.update(seed);
        sha256.update(new byte[32]);

        TokenKey key = digest.keyOf(BearerToken.of(token));

        assertThat(key).isEqualTo(TokenKey.of(sha256.digest(token.getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    @Tag("K3")
    void keyOfWhenManyThreadsAskThenEachGetsItsTokensKey() {
        List<BearerToken> tokens = IntStream.range(0, 2_000)
                .mapToObj(i -> BearerToken.of("t".repeat(i % 300 + 1) + i))
                .toList();
        List<TokenKey> expected = tokens.stream()
                .map(token -> new TokenDigest(CONTEXT).keyOf(token))
                .toList();

        for (int round = 0; round < 20; round++) {
            assertThat(tokens.parallelStream().map(digest::keyOf).toList()).isEqualTo(expected);
        }
    }

    @Test
    @Tag("K2")
    void keyOfWhenContextDiffersThenAnotherKey() {
        BearerToken token = BearerToken.of("token");

        assertThat(List.of("a", "b", "", "https://mfp.example.com\nother\n[]"))
                .extracting(context -> new TokenDigest(context).keyOf(token))
                .doesNotHaveDuplicates()
                .doesNotContain(digest.keyOf(token));
    }

    @Test
    @Tag("K3")
    void keyOfWhenTokensShareALongPrefixThenDistinct() {
        String prefix = "p".repeat(200);

        assertThat(IntStream.range(0, 500).mapToObj(i -> digest.keyOf(BearerToken.of(prefix + i))))
                .doesNotHaveDuplicates();
    }

    @Test
    @Tag("K3")
    void keyOfWhenTokensAreHashCodeTwinsThenDistinct() {
        assertThat("AaAa".hashCode()).isEqualTo("BBBB".hashCode());

        assertThat(digest.keyOf(BearerToken.of("AaAa"))).isNotEqualTo(digest.keyOf(BearerToken.of("BBBB")));
    }

    @Test
    void keyOfWhenTokenComesInAFieldThenSameKeyAsAlone() {
        AuthorizationHeader parsed = AuthorizationHeader.parse(List.of("bearer   token"), 100);

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        BearerToken.class,
                        token -> assertThat(digest.keyOf(token)).isEqualTo(digest.keyOf(BearerToken.of("token"))));
    }

    @Test
    @Tag("K3")
    void equalsWhenOneBitOfTheDigestDiffersThenFalse() {
        byte[] sha256 = new byte[32];

        for (int bit = 0; bit < 256; bit++) {
            byte[] other = new byte[32];
            other[bit / 8] = (byte) (1 << bit % 8);
            assertThat(TokenKey.of(other)).isNotEqualTo(TokenKey.of(sha256));
        }
    }

    @Test
    @Tag("L1")
    void toStringWhenKeyThenFirstEightHexDigits() {
        TokenKey key = TokenKey.of(HexFormat.of().parseHex("0123456789abcdef".repeat(4)));

        assertThat(key).hasToString("01234567");
        assertThat(key.fingerprint()).isEqualTo("01234567");
        assertThat(key.hashCode()).isEqualTo(0x89abcdef);
    }
}
