package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibertyIT extends BankTests {

    @Override
    AppServer start(int port) throws IOException, InterruptedException {
        return Liberty.start(port);
    }

    @Test
    void intranetWhenNoPatternMatchesThenOpen() throws Exception {
        assertTrue(server().get(Liberty.INTRANET).body().contains("This page is open."));
    }

    /** Covers a servlet, a static page and a JAX-RS resource. */
    @ParameterizedTest
    @CsvSource({"reports/2026, report for john", "handbook.html, For staff only.", "api/holidays, 25 days left for john"
    })
    void intranetWhenPathIsProtectedThenTheScopeDecides(String path, String content) throws Exception {
        String guest = server().authorizationServer().issue("RegisteredClient", "john");
        String staff = server().authorizationServer().issue("accessRestricted", "john");

        HttpResponse<String> served = server().get(Liberty.INTRANET + path, staff);

        assertEquals(401, server().get(Liberty.INTRANET + path).statusCode());
        assertEquals(403, server().get(Liberty.INTRANET + path, guest).statusCode());
        assertEquals(200, served.statusCode());
        assertTrue(served.body().contains(content));
    }
}
