package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** CDI lists the methods that a final method overrides, although the final method cannot be intercepted. */
class FinalMethodTest {

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    @AutoClose
    private final EmbeddedApplication application =
            EmbeddedApplication.against(server).resources(Secrets.class).start();

    @MFPProtected("accessRestricted")
    interface Api {

        @GET
        @Path("first")
        String first();
    }

    public static class Base {

        public String first() {
            return "base";
        }
    }

    @Path("secrets")
    @Dependent
    public static class Secrets extends Base implements Api {

        @Override
        public final String first() {
            return "secret";
        }
    }

    @Test
    @Tag("J25")
    void getWhenMethodIsFinalThenTheApplicationStartsAndIsProtected() throws Exception {
        String token = server.issue("accessRestricted", "john");

        assertThat(application.get("secrets/first").statusCode()).isEqualTo(401);
        assertThat(application.getWithToken("secrets/first", token).body()).isEqualTo("secret");
    }
}
