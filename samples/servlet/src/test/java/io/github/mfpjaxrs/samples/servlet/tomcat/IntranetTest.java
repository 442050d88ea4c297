package io.github.mfpjaxrs.samples.servlet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntranetTest {

    private static Intranet intranet;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        intranet = new Intranet(0);
    }

    @AfterAll
    static void stop() {
        intranet.close();
    }

    @Test
    void getWhenNoPatternMatchesThenOpen() throws Exception {
        assertThat(send("GET", "").body()).contains("This page is open.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reports/2026", "handbook.html", "api/holidays"})
    void requestWhenTokenIsMissingThen401(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(401);
        assertThat(send("HEAD", path).statusCode()).isEqualTo(401);
        assertThat(send("OPTIONS", path).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"reports/2026, report for john", "handbook.html, For staff only.", "api/holidays, 25 days left for john"
    })
    void getWhenScopeDecidesThen403Or200(String path, String content) throws Exception {
        String guest = intranet.authorizationServer().issue("RegisteredClient", "john");
        String staff = intranet.authorizationServer().issue("accessRestricted", "john");

        HttpResponse<String> refused = send("GET", path, "Authorization", "Bearer " + guest);
        HttpResponse<String> served = send("GET", path, "Authorization", "Bearer " + staff);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).contains(content);
    }

    @Test
    void requestsWhenPrintedThenEachPathHasOneWithATokenAndOneWithout() {
        assertThat(Main.requests(intranet))
                .hasSize(6)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("curl -i ")
                        .contains(intranet.uri().toString()));
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(intranet.uri().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }
}
