package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A resource server as the authorization server sees it: a client of the two endpoints. */
final class ResourceServer {

    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final HttpClient http;
    private final MobileFirstServer server;
    private final Duration timeout;

    ResourceServer(MobileFirstServer server) {
        this(server, HttpClient.newBuilder(), Duration.ofSeconds(20));
    }

    ResourceServer(MobileFirstServer server, HttpClient.Builder http, Duration timeout) {
        this.http = http.version(HttpClient.Version.HTTP_1_1).build();
        this.server = server;
        this.timeout = timeout;
    }

    ResourceServer withTimeout(Duration shorter) {
        return new ResourceServer(server, HttpClient.newBuilder(), shorter);
    }

    static String basic(String id, String secret) {
        String credentials = id + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> requestToken(String authorization, String form) throws IOException, InterruptedException {
        return send(request("/az/v1/token", authorization, form));
    }

    HttpResponse<String> requestToken() throws IOException, InterruptedException {
        return requestToken(
                basic(server.clientId(), server.clientSecret()),
                "grant_type=client_credentials&scope=authorization.introspect");
    }

    String ownToken() throws IOException, InterruptedException {
        Matcher answer = ACCESS_TOKEN.matcher(requestToken().body());
        if (!answer.find()) {
            throw new IllegalStateException("no token was issued");
        }
        return answer.group(1);
    }

    HttpResponse<String> introspect(String token) throws IOException, InterruptedException {
        return introspect("Bearer " + ownToken(), token);
    }

    HttpResponse<String> introspect(String authorization, String token) throws IOException, InterruptedException {
        return send(introspection(authorization, token));
    }

    HttpRequest introspection(String authorization, String token) {
        return request(
                "/az/v1/introspection", authorization, "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    HttpRequest request(String path, String authorization, String form) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(timeout)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    HttpClient http() {
        return http;
    }
}
