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

/** Weld fails if it has to intercept this method. The other checks protect the method. */
class UninterceptableMethodTest {

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    @AutoClose
    private final EmbeddedApplication application = EmbeddedApplication.against(server)
            .resources(HidingStaticMethod.class)
            .start();

    static class WithStaticMethod {

        @SuppressWarnings("unused")
        private static CharSequence other() {
            return "not called";
        }
    }

    @Path("hidden-method")
    @Dependent
    public static class HidingStaticMethod extends WithStaticMethod {

        @GET
        @Path("inherited")
        @MFPProtected("accessRestricted")
        public String inherited() {
            return "secret";
        }

        @GET
        @Path("other")
        public String other() {
            return "open";
        }
    }

    @Test
    @Tag("J25")
    void getWhenMethodCannotBeInterceptedThenTheApplicationStartsAndIsProtected() throws Exception {
        String token = server.issue("accessRestricted", "john");

        assertThat(application.get("hidden-method/inherited").statusCode()).isEqualTo(401);
        assertThat(application.getWithToken("hidden-method/inherited", token).body())
                .isEqualTo("secret");
    }
}
