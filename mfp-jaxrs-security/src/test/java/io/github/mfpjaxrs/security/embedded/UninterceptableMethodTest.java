package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.embedded.foreign.ParentWithPackagePrivateMethod;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weld fails if it has to intercept these methods. The other checks protect the methods. */
class UninterceptableMethodTest {

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    @AutoClose
    private final EmbeddedApplication application = EmbeddedApplication.against(server)
            .resources(HidingStaticMethod.class, HidingInstanceMethod.class)
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

    @Path("hidden-instance-method")
    @Dependent
    public static class HidingInstanceMethod extends ParentWithPackagePrivateMethod {

        public static String other() {
            return "not called";
        }

        @GET
        @MFPProtected("accessRestricted")
        public String own() {
            return "secret";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden-method/inherited", "hidden-instance-method"})
    @Tag("J25")
    void getWhenMethodCannotBeInterceptedThenTheApplicationStartsAndIsProtected(String path) throws Exception {
        String token = server.issue("accessRestricted", "john");

        assertThat(application.get(path).statusCode()).isEqualTo(401);
        assertThat(application.getWithToken(path, token).body()).isEqualTo("secret");
    }
}
