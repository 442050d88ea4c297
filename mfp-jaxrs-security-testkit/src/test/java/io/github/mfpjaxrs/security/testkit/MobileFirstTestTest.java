package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@MobileFirstTest
@TestMethodOrder(MethodOrderer.MethodName.class)
class MobileFirstTestTest {

    private static int port;
    private static String leftover = "";

    @BeforeAll
    static void remember(MobileFirstServer server) {
        port = server.port();
    }

    @BeforeEach
    void assertSame(MobileFirstServer server) {
        assertThat(server.port()).isEqualTo(port);
    }

    @Test
    void aFirstWhenTestLeavesTracesThenMayDoSo(MobileFirstServer server) throws Exception {
        leftover = server.issue("a");
        new ResourceServer(server).introspect(leftover);
        server.fail(Fault.status(503));
        server.stopListening();
    }

    @Test
    void bSecondWhenTestBeforeLeftTracesThenSeesNone(MobileFirstServer server) throws Exception {
        assertThat(server.introspections()).isZero();
        assertThat(new ResourceServer(server).introspect(leftover).body()).contains("\"active\":false");
    }

    @Nested
    class Inner {

        @Test
        void serverWhenClassIsNestedThenIsTheOuterOne(MobileFirstServer server) {
            assertThat(server.port()).isEqualTo(port);
        }
    }
}
