package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.config.PathRule;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.protection.Protection.Open;
import io.github.mfpjaxrs.security.internal.protection.Protection.Scoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathProtectionTest {

    private static final String[] NESTED = {
        "mfp.protect.all.paths", "/*", "mfp.protect.all.scopes", "all",
        "mfp.protect.a.paths", "/a/*", "mfp.protect.a.scopes", "below-a",
        "mfp.protect.b.paths", "/a/b", "mfp.protect.b.scopes", "exactly-b",
        "mfp.protect.c.paths", "/a/b/*", "mfp.protect.c.scopes", "below-b",
        "mfp.protect.root.paths", "/", "mfp.protect.root.scopes", "root"
    };

    @ParameterizedTest
    @Tag("S3")
    @CsvSource({
        "/, root",
        "/x, all",
        "/ab, all",
        "/A/b, all",
        "/a, below-a",
        "/a/, below-a",
        "/a/x, below-a",
        "/a/bc, below-a",
        "/a/b, exactly-b",
        "/a/b/, exactly-b",
        "/a/b/c, below-b",
        "/a/b/c/d, below-b"
    })
    void findWhenSeveralPatternsMatchThenTheMostSpecificDecides(String path, String scope) {
        assertThat(scope(protection(NESTED), "GET", path)).isEqualTo(scope);
    }

    @Test
    @Tag("S3")
    void findWhenOrderOfRulesDiffersThenResultIsTheSame() {
        List<PathRule> rules = new ArrayList<>(TestSettings.with(NESTED).pathRules());
        Collections.reverse(rules);

        assertThat(scope(new PathProtection(rules), "GET", "/a/b/c")).isEqualTo("below-b");
    }

    @Test
    @Tag("S3")
    void findWhenPatternsAreEqualThenBothScopesAreRequired() {
        PathProtection protection = protection(
                "mfp.protect.a.paths",
                "/a",
                "mfp.protect.a.scopes",
                "one",
                "mfp.protect.b.paths",
                "/a",
                "mfp.protect.b.scopes",
                "two");

        assertThat(scope(protection, "GET", "/a")).isEqualTo("one two");
    }

    @Test
    @Tag("S3")
    void createWhenEqualPatternsCannotBeCombinedThenStartFailsNamingTheKeys() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> protection(
                        "mfp.protect.a.paths",
                        "/a",
                        "mfp.protect.a.scopes",
                        "one two",
                        "mfp.protect.a.match",
                        "any",
                        "mfp.protect.b.paths",
                        "/a",
                        "mfp.protect.b.scopes",
                        "three"))
                .withMessageContaining("mfp.protect.a.match")
                .withMessageContaining("mfp.protect.b.match");
    }

    @ParameterizedTest
    @Tag("S2")
    @ValueSource(strings = {"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "TRACE", "BREW"})
    void findWhenMethodIsNotListedThenScopeIsRequiredAllTheSame(String method) {
        PathProtection protection = protection(
                "mfp.protect.a.paths", "/a", "mfp.protect.a.scopes", "s", "mfp.protect.a.methods", "GET,POST");

        assertThat(scope(protection, method, "/a")).isEqualTo("s");
    }

    @Test
    @Tag("S2")
    void findWhenMethodsHaveScopesOfTheirOwnThenEachIsRequiredAndOthersNeedAll() {
        PathProtection protection = protection(
                "mfp.protect.read.paths",
                "/a",
                "mfp.protect.read.scopes",
                "read",
                "mfp.protect.read.methods",
                "GET",
                "mfp.protect.write.paths",
                "/a",
                "mfp.protect.write.scopes",
                "write",
                "mfp.protect.write.methods",
                "PUT");

        assertThat(scope(protection, "GET", "/a")).isEqualTo("read");
        assertThat(scope(protection, "PUT", "/a")).isEqualTo("write");
        assertThat(scope(protection, "DELETE", "/a")).isEqualTo("read write");
    }

    @Test
    @Tag("S2")
    void findWhenMethodIsOpenedByNameThenOpenForThatOne() {
        PathProtection protection = protection(
                "mfp.protect.a.paths", "/a", "mfp.protect.a.scopes", "s", "mfp.protect.a.open-methods", "GET");

        assertThat(protection.find("GET", "/a").orElseThrow().protection()).isEqualTo(new Open());
        assertThat(scope(protection, "HEAD", "/a")).isEqualTo("s");
    }

    @Test
    @Tag("S3")
    void findWhenOnlyOneOfEqualPatternsOpensTheMethodThenScopeIsRequired() {
        PathProtection protection = protection(
                "mfp.protect.a.paths",
                "/a",
                "mfp.protect.a.open-methods",
                "GET",
                "mfp.protect.b.paths",
                "/a",
                "mfp.protect.b.scopes",
                "s");

        assertThat(scope(protection, "GET", "/a")).isEqualTo("s");
    }

    @Test
    void findWhenNoPatternMatchesThenNone() {
        assertThat(protection("mfp.protect.a.paths", "/a/*").find("GET", "/b")).isEmpty();
    }

    @Test
    @Tag("S1")
    void unmatchedWhenPatternLeadsToNoResourceThenNamed() {
        PathProtection protection = protection(
                "mfp.protect.a.paths",
                "/api/*,/api/accounts,/api/accounts/7/balance,/accounts/*,/api/account,/api/sub/x/y,/api/files/a/b");

        assertThat(protection.unmatched(
                        Set.of("/api/accounts", "/api/accounts/{id}/balance", "/api/sub/*", "/api/files/{path: .+}")))
                .containsExactly("/accounts/*", "/api/account");
    }

    @ParameterizedTest
    @Tag("S1")
    @CsvSource({
        "/a/b, /a/{id}, true",
        "/a/b, /a/{id}/c, false",
        "/a/b/c, /a/{id}, false",
        "/a, /a/{id}, false",
        "/, /, true",
        "/, /a, false",
        "/*, /a, true"
    })
    void unmatchedWhenTemplateHasAsManySegmentsThenPatternMatches(String pattern, String template, boolean matches) {
        PathProtection protection = protection("mfp.protect.a.paths", pattern);

        assertThat(protection.unmatched(Set.of(template)).isEmpty()).isEqualTo(matches);
        assertThat(protection.patterns()).containsExactly(pattern);
    }

    private static PathProtection protection(String... keysAndValues) {
        return new PathProtection(TestSettings.with(keysAndValues).pathRules());
    }

    private static String scope(PathProtection protection, String method, String path) {
        return ((Scoped) protection.find(method, path).orElseThrow().protection())
                .scope()
                .scope();
    }
}
