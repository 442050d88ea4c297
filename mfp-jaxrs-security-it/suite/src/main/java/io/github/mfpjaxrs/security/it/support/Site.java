package io.github.mfpjaxrs.security.it.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A deployed application as seen by its clients.
 *
 * @param base the application's base URI, with a trailing slash
 */
public record Site(URI base) {

    /** Limits the whole exchange, because an HTTP request's own timeout ends with the response header. */
    private static final int LONGEST_SECONDS = 60;

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** Returns the test class's only deployment. */
    public static Site deployed() {
        return deployed(Deployments.DEFAULT);
    }

    public static Site deployed(String deployment) {
        return new Site(Deployments.base(deployment));
    }

    /** Returns another web application on the same server. */
    public Site beside(String contextRoot) {
        return new Site(base.resolve("/" + contextRoot + "/"));
    }

    /** Creates a request for a resource, using the path exactly as written. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + "api/" + path)).timeout(Duration.ofSeconds(30));
    }

    /** Creates a request for something other than a resource, such as a servlet. */
    public HttpRequest.Builder outside(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    }

    /** Creates a request for one of the runtime's own endpoints, given by an absolute path or a URI. */
    public HttpRequest.Builder endpoint(String place) {
        return HttpRequest.newBuilder(base.resolve(place)).timeout(Duration.ofSeconds(30));
    }

    /**
     * Sends a GET request with the target exactly as written.
     *
     * @param authorization the values of the {@code Authorization} header field, each sent on a separate line
     * @return the response exactly as received; empty if the server closes the connection
     */
    public String getRaw(String target, String... authorization) throws IOException {
        StringBuilder fields = new StringBuilder();
        for (String value : authorization) {
            fields.append("Authorization: ").append(value).append("\r\n");
        }
        return RawRequest.get(base, target, fields.toString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(authorized(path, token));
    }

    public CompletableFuture<HttpResponse<String>> getAsync(String path, String token) {
        return HTTP.sendAsync(authorized(path, token).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the answer does not end", e);
        }
    }

    public HttpRequest.Builder authorized(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }
}
