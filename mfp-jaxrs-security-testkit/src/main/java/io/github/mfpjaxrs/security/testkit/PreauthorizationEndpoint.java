package io.github.mfpjaxrs.security.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the security checks that a scope requires, and ends logins. */
final class PreauthorizationEndpoint {

    private final AppClients clients;
    private final ClientAssertions assertions;
    private final SecurityChecks checks;
    private final Accounts accounts;
    private final InstantSource clock;

    PreauthorizationEndpoint(
            AppClients clients,
            ClientAssertions assertions,
            SecurityChecks checks,
            Accounts accounts,
            InstantSource clock) {
        this.clients = clients;
        this.assertions = assertions;
        this.checks = checks;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Runs the checks and reports the results. If any check fails, only the failures are reported. Otherwise, if any
     * check issues a challenge, the response contains the challenges and the successes.
     */
    Response preauthorize(JsonObject input) throws ClientErrorException {
        AppClient client = clients.known(
                input.text("client_id").orElseThrow(() -> ClientErrorException.unknownClient("client_id is missing")));
        Set<SecurityCheck> required = new LinkedHashSet<>(checks.required(elements(input)));
        JsonObject answers = input.object("challengeResponse").orElseGet(() -> new JsonObject(Map.of()));
        answers.members().keySet().forEach(name -> checks.check(name).ifPresent(required::add));

        Map<String, Map<String, String>> results = new LinkedHashMap<>();
        for (SecurityCheck check : required) {
            CheckResult result = run(check, client, answers.object(check.name()));
            results.computeIfAbsent(result.kind(), kind -> new LinkedHashMap<>())
                    .put(check.name(), result.json());
        }
        return response(results);
    }

    private Response response(Map<String, Map<String, String>> results) {
        Map<String, String> failures = results.getOrDefault("failures", Map.of());
        Map<String, String> challenges = results.getOrDefault("challenges", Map.of());
        Map<String, String> successes = results.getOrDefault("successes", Map.of());
        if (!failures.isEmpty()) {
            return Response.json(403, wrapped("failures", failures));
        }
        if (!challenges.isEmpty()) {
            return challenge(challenges, successes);
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "clockSynchronization",
                "{\"serverTimeStamp\":" + clock.instant().toEpochMilli() + "}");
        all.putAll(successes);
        return Response.json(200, wrapped("successes", all));
    }

    /**
     * Logs the client out of the named check, or of all checks if none is named. MobileFirst's web SDK sends the name
     * as {@code security_check}, and the other SDKs send it as {@code name}.
     */
    Response logOut(JsonObject input) throws ClientErrorException {
        AppClient client = assertions.verify(input);
        client.logOut(input.text("security_check").or(() -> input.text("name")).orElse(SecurityChecks.DEFAULT_SCOPE));
        return Response.json(200, "{}");
    }

    static List<String> elements(JsonObject input) {
        String scope = input.filled("scope").orElse(SecurityChecks.DEFAULT_SCOPE);
        return List.of(scope.trim().split("\\s+"));
    }

    private CheckResult run(SecurityCheck check, AppClient client, Optional<JsonObject> credentials) {
        Instant now = clock.instant();
        return client.advance(
                check,
                state -> credentials
                        .map(given -> state.answered(check, given, accounts, now))
                        .orElseGet(() -> state.asked(check, now)));
    }

    private static Response challenge(Map<String, String> challenges, Map<String, String> successes) {
        Map<String, String> members = new LinkedHashMap<>();
        if (!successes.isEmpty()) {
            members.put("successes", Json.object(successes));
        }
        members.put("challenges", Json.object(challenges));
        return Response.json(401, Json.object(members)).with("WWW-Authenticate", "MFP-Challenge");
    }

    private static String wrapped(String name, Map<String, String> results) {
        return Json.object(Map.of(name, Json.object(results)));
    }
}
