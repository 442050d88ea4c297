package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests the bank's responses, which must be the same on every server. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BankTests {

    private AppServer bank;
    private MobileFirstServer mobileFirst;

    abstract AppServer start(int port) throws IOException, InterruptedException;

    AppServer server() {
        return bank;
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
        bank = start(freePort());
        mobileFirst = bank.authorizationServer();
    }

    @AfterAll
    void stop() {
        bank.close();
    }

    @BeforeEach
    void reset() {
        mobileFirst.reset();
    }

    @Test
    void ratesWhenNoTokenThenAnswered() throws Exception {
        assertEquals("1.25", bank.get("rates").body());
        assertEquals(0, mobileFirst.introspections());
    }

    @Test
    void balanceWhenNoTokenThenUnauthorized() throws Exception {
        HttpResponse<String> response = bank.get("balance");

        assertEquals(401, response.statusCode());
        assertEquals("Bearer", response.headers().firstValue("WWW-Authenticate").orElseThrow());
    }

    @Test
    void balanceWhenTokenIsUnknownThenUnauthorized() throws Exception {
        assertEquals(401, bank.get("balance", "unknown").statusCode());
    }

    @Test
    void balanceWhenScopeMissingThenForbidden() throws Exception {
        assertEquals(
                403,
                bank.get("balance", mobileFirst.issue("RegisteredClient", "john"))
                        .statusCode());
    }

    @Test
    void balanceWhenTokenHasScopeThenUserIsKnown() throws Exception {
        String token = mobileFirst.issue("RegisteredClient accounts.read", "john");

        assertEquals("balance of john", bank.get("balance", token).body());
        assertEquals("balance of john", bank.get("balance", token).body());
        assertEquals(1, mobileFirst.introspections());
    }

    @Test
    void balanceWhenServerIsInTroubleThenUnavailableWithoutChallenge() throws Exception {
        mobileFirst.fail(Fault.status(500));

        HttpResponse<String> response = bank.get("balance", mobileFirst.issue("accounts.read", "john"));

        assertEquals(503, response.statusCode());
        assertTrue(response.headers().firstValue("WWW-Authenticate").isEmpty());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
