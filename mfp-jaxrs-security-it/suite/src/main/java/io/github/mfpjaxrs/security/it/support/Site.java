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
 * A deployed application, as its clients see it.
 *
 * @param base the base of its paths, with a trailing slash
 */
public record Site(URI base) {

    /** A request's own timeout covers only the response header. */
    private static final int LONGEST_SECONDS = 60;

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** The one deployment of the test class. */
    public static Site deployed() {
        return deployed(Deployments.DEFAULT);
    }

    public static Site deployed(String deployment) {
        return new Site(Deployments.base(deployment));
    }

    /** Another web application of the same server. */
    public Site beside(String contextRoot) {
        return new Site(base.resolve("/" + contextRoot + "/"));
    }

    /** Uses the path exactly as written, with all its irregularities. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + "api/" + path)).timeout(Duration.ofSeconds(30));
    }

    /** A request to something other than a resource, such as a servlet. */
    public HttpRequest.Builder outside(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    }

    /** A request to an endpoint of the runtime itself: a path from the root of the server, or an address. */
    public HttpRequest.Builder endpoint(String place) {
        return HttpRequest.newBuilder(base.resolve(place)).timeout(Duration.ofSeconds(30));
    }

    /**
     * Sends a request target without any change.
     *
     * @param authorization the values of the header field, each a line of its own
     * @return the response as it came; empty if the server closes the connection
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
