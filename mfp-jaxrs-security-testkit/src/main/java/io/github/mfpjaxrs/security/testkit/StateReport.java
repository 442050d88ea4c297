package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.TokenDetails.Application;
import io.github.mfpjaxrs.security.testkit.TokenDetails.Device;
import io.github.mfpjaxrs.security.testkit.TokenDetails.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes the server's state as JSON, with token ids instead of tokens, and without secrets. */
final class StateReport {

    /** The limit keeps the console readable. */
    private static final int TOKENS_SHOWN = 200;

    private final MobileFirstServer server;
    private final TokenStore tokens;
    private final FaultPlan faults;
    private final AppClients apps;

    StateReport(MobileFirstServer server, TokenStore tokens, FaultPlan faults, AppClients apps) {
        this.server = server;
        this.tokens = tokens;
        this.faults = faults;
        this.apps = apps;
    }

    String json() {
        Instant now = tokens.now();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("url", Json.text(server.url().toString()));
        members.put("listening", Boolean.toString(server.isListening()));
        members.put("now", Long.toString(now.toEpochMilli()));
        members.put("counts", counts());
        members.put("callers", callers());
        members.put("faults", faults());
        members.put("faultNames", Json.array(FaultNames.all().stream().map(Json::text)));
        members.put("clients", Json.array(apps.all().stream().map(client -> client(client, now))));
        members.put("tokens", tokens(now));
        return Json.object(members);
    }

    private String counts() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("introspections", Integer.toString(server.introspections()));
        members.put("tokenRequests", Integer.toString(server.tokenRequests()));
        members.put("clientRequests", Integer.toString(server.clientRequests()));
        members.put("connections", Integer.toString(server.connections()));
        members.put("maxConcurrentIntrospections", Integer.toString(server.maxConcurrentIntrospections()));
        return Json.object(members);
    }

    private String callers() {
        return Json.array(server.introspectionsByCaller().entrySet().stream().map(entry -> {
            Map<String, String> members = new LinkedHashMap<>();
            members.put("caller", Json.text(entry.getKey()));
            members.put("introspections", Integer.toString(entry.getValue()));
            return Json.object(members);
        }));
    }

    private String faults() {
        return Json.array(faults.armed().entrySet().stream().map(entry -> {
            Map<String, String> members = new LinkedHashMap<>();
            members.put("at", Json.text(entry.getKey().label()));
            members.put("fault", Json.text(entry.getValue().fault().name()));
            int calls = entry.getValue().calls();
            members.put("calls", calls == Integer.MAX_VALUE ? "null" : Integer.toString(calls));
            return Json.object(members);
        }));
    }

    private String client(AppClient client, Instant now) {
        RegisteredClient snapshot = client.snapshot(now);
        Map<String, String> members = new LinkedHashMap<>();
        members.put("id", Json.text(snapshot.id()));
        members.put("application", Json.text(snapshot.applicationId()));
        members.put("platform", Json.text(snapshot.platform()));
        members.put("device", device(client.registration().device()));
        members.put("logins", Json.texts(snapshot.logins()));
        return Json.object(members);
    }

    private String tokens(Instant now) {
        List<Map.Entry<String, IssuedToken>> newest = tokens.active(now).stream()
                .sorted(Comparator.comparing((Map.Entry<String, IssuedToken> entry) ->
                                entry.getValue().details().issuedAt())
                        .reversed())
                .limit(TOKENS_SHOWN)
                .collect(Collectors.toList());
        return Json.array(newest.stream().map(entry -> token(entry.getKey(), entry.getValue())));
    }

    private String token(String text, IssuedToken token) {
        TokenDetails details = token.details();
        User user = details.user();
        Device device = details.device();
        Application application = details.application();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("id", Json.text(TokenId.of(text)));
        members.put("own", Boolean.toString(token.isOwn()));
        members.put("client", Json.text(details.clientId()));
        members.put("user", Json.text(user == null ? null : user.id()));
        members.put("device", device == null ? "null" : device(device));
        members.put("application", Json.text(application == null ? null : application.id()));
        members.put("scope", Json.array(details.scopeElements().stream().map(Json::text)));
        members.put("checks", Json.array(details.checks().keySet().stream().map(Json::text)));
        members.put("expiresAt", Long.toString(details.expiresAt().toEpochMilli()));
        return Json.object(members);
    }

    private String device(Device device) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("id", device.id());
        members.put("status", tokens.deviceStatus(device));
        return Json.texts(members);
    }
}
