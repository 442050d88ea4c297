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
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An application with a MobileFirst SDK as the authorization server sees it. Encodes signatures as the web SDK does. */
final class MobileApp {

    static final String DEVICE = "a1b2-device";

    private static final KeyPair KEYS = newKeys();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final MobileFirstServer server;
    private final KeyPair keys;
    private Instant now = Instant.now();
    private String id = "";

    MobileApp(MobileFirstServer server) {
        this(server, KEYS);
    }

    MobileApp(MobileFirstServer server, KeyPair keys) {
        this.server = server;
        this.keys = keys;
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    MobileApp at(Instant time) {
        now = time;
        return this;
    }

    MobileApp registered() throws IOException, InterruptedException {
        HttpResponse<String> response = register(registration());
        String location = response.headers().firstValue("Location").orElseThrow();
        id = location.substring(location.lastIndexOf('/') + 1);
        return this;
    }

    String id() {
        return id;
    }

    String registration() {
        return "{\"device\":{\"id\":\"" + DEVICE + "\",\"platform\":\"Chrome\",\"hardware\":\"Linux\"},"
                + "\"application\":{\"id\":\"com.sample.bank\",\"clientPlatform\":\"web\"}}";
    }

    HttpResponse<String> register(String payload) throws IOException, InterruptedException {
        return post("/registration/v1/self", "application/json", signedRegistration(payload));
    }

    String signedRegistration(String payload) {
        String[] parts = signed(header("RS256"), payload).split("\\.");
        return "{\"signedRegistrationData\":{\"header\":\"" + parts[0] + "\",\"payload\":\"" + parts[1]
                + "\",\"signature\":\"" + parts[2] + "\"}}";
    }

    HttpResponse<String> preauthorize(String scope) throws IOException, InterruptedException {
        return postJson("/preauth/v1/preauthorize", "{\"client_id\":\"" + id + "\",\"scope\":\"" + scope + "\"}");
    }

    HttpResponse<String> answer(String scope, String check, String answer) throws IOException, InterruptedException {
        return postJson(
                "/preauth/v1/preauthorize",
                "{\"client_id\":\"" + id + "\",\"scope\":\"" + scope + "\",\"challengeResponse\":{\"" + check + "\":"
                        + answer + "}}");
    }

    HttpResponse<String> logIn(String user, String password) throws IOException, InterruptedException {
        return answer(
                "accessRestricted", "UserLogin", "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}");
    }

    String redirectUri() {
        return server.url() + "/az/v1/authorization/redirect/" + id;
    }

    HttpResponse<String> authorize(String scope, String redirectUri) throws IOException, InterruptedException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", id);
        query.put("scope", scope);
        query.put("redirect_uri", redirectUri);
        return get("/az/v1/authorization?" + form(query));
    }

    /** Follows the redirect to the JSON that the web SDK reads. */
    String code(String scope) throws IOException, InterruptedException {
        String location =
                authorize(scope, redirectUri()).headers().firstValue("Location").orElseThrow();
        HttpResponse<String> landed = send(HttpRequest.newBuilder(URI.create(location)));
        return JsonObject.read(landed.body()).orElseThrow().text("code").orElseThrow();
    }

    Map<String, String> tokenForm(String code) {
        return tokenForm(code, assertion(code));
    }

    Map<String, String> tokenForm(String code, String assertion) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_assertion", assertion);
        form.put("code", code);
        form.put("grant_type", "authorization_code");
        form.put("redirect_uri", redirectUri());
        form.put("client_assertion_type", ClientAssertions.TYPE);
        return form;
    }

    HttpResponse<String> requestToken(Map<String, String> form) throws IOException, InterruptedException {
        return post("/az/v1/token", "application/x-www-form-urlencoded; charset=UTF-8", form(form));
    }

    String token(String scope) throws IOException, InterruptedException {
        return JsonObject.read(requestToken(tokenForm(code(scope))).body())
                .orElseThrow()
                .text("access_token")
                .orElseThrow();
    }

    HttpResponse<String> logOut(String check) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_assertion", assertion(null));
        form.put("security_check", check);
        form.put("client_assertion_type", ClientAssertions.TYPE);
        return post("/preauth/v1/logout", "application/x-www-form-urlencoded", form(form));
    }

    String assertion(String code) {
        return signed(header("RS256"), claims(id, code, now.toEpochMilli(), now.toEpochMilli() + 60_000));
    }

    static String claims(String sub, String jti, long iat, long exp) {
        return "{\"iss\":\"com.sample.bank$web\",\"sub\":\"" + sub + "\",\"exp\":" + exp + ",\"iat\":" + iat
                + ",\"jti\":" + (jti == null ? "null" : "\"" + jti + "\"") + ",\"aud\":\"az/v1/token\"}";
    }

    String header(String algorithm) {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"alg\":\"" + algorithm + "\",\"jwk\":{\"kty\":\"RSA\",\"alg\":\"RS256\",\"e\":\"AQAB\",\"n\":\""
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(key.getModulus().toByteArray())
                + "\",\"kid\":\"" + id + "\"}}";
    }

    String signed(String header, String payload) {
        String text = base64(header) + "." + base64(payload);
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(keys.getPrivate());
            signer.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    HttpResponse<String> postJson(String path, String body) throws IOException, InterruptedException {
        return post(path, "application/json; charset=UTF-8", body);
    }

    HttpResponse<String> post(String path, String contentType, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
