package io.github.mfpjaxrs.security.it.shapes;

import io.github.mfpjaxrs.security.it.support.Site;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Calls many routes, a few at a time. */
final class Client {

    private static final int AT_ONCE = 8;

    /** More than the other connections that the same error can close. */
    private static final int ATTEMPTS = AT_ONCE + 1;

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final Tokens tokens;

    Client(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * A request for a route.
     *
     * @param caller the token's scopes; empty for a request without a token
     */
    record Call(Shape shape, Route route, String verb, Set<String> caller) {}

    /** A request and its response. */
    record Answer(Call call, int status, String body, boolean challenged) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** Whether the response came from a generated method. */
        boolean ran() {
            return isSuccess() && (call.verb().equals("HEAD") || body.contains("ran:"));
        }

        @Override
        public String toString() {
            return call.verb() + " " + call.route().path() + " with "
                    + (call.caller().isEmpty() ? "no token" : "a token for " + call.caller()) + ": " + status + " "
                    + body.lines().findFirst().orElse("");
        }
    }

    List<Answer> send(Site site, List<Call> calls) {
        List<Answer> answers = new ArrayList<>();
        for (int from = 0; from < calls.size(); from += AT_ONCE) {
            List<CompletableFuture<Answer>> some = calls.subList(from, Math.min(from + AT_ONCE, calls.size())).stream()
                    .map(call -> send(site, call))
                    .toList();
            some.forEach(answer -> answers.add(answer.join()));
        }
        return answers;
    }

    private CompletableFuture<Answer> send(Site site, Call call) {
        HttpRequest.Builder request = call.caller().isEmpty()
                ? site.request(call.route().path())
                : site.authorized(call.route().path(), tokens.token(call.caller()));
        request.method(
                call.verb(), call.verb().equals("POST") ? BodyPublishers.ofString("sent") : BodyPublishers.noBody());
        if (call.verb().equals("POST")) {
            request.header("Content-Type", "text/plain");
        }
        HttpRequest built = request.build();
        return send(built, ATTEMPTS).handle((response, trouble) -> {
            if (trouble != null) {
                throw new CompletionException(call.toString(), trouble);
            }
            return answer(call, response);
        });
    }

    /** Helidon closes a connection after an internal error, even if the client has already reused the connection. */
    private static CompletableFuture<HttpResponse<String>> send(HttpRequest request, int attempts) {
        CompletableFuture<HttpResponse<String>> response = HTTP.sendAsync(request, BodyHandlers.ofString());
        return attempts == 1 ? response : response.exceptionallyCompose(closed -> send(request, attempts - 1));
    }

    private static Answer answer(Call call, HttpResponse<String> response) {
        return new Answer(
                call,
                response.statusCode(),
                response.body(),
                response.headers().firstValue("WWW-Authenticate").isPresent());
    }
}
