package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ResourceAuthorizerTest {

    private final ResourceAuthorizer authorizer = new ResourceAuthorizer(
            TestRequirements.by(new ProtectionResolver(RequiredScope.none())),
            TestAuthorization.granting("accessRestricted", Runnable::run, new FakeListener(false)));

    @Path("root")
    public static class Root {

        @Path("sub")
        @MFPProtected("accessRestricted")
        public Sub sub() {
            return new Sub();
        }
    }

    public static class Sub {

        @GET
        public String get() {
            return "";
        }

        /** Some runtimes find an annotation for it in a superclass of another package, which it does not override. */
        @PermitAll
        public String added() {
            return "";
        }
    }

    @Test
    @Tag("J17")
    void authorizeWhenTheRuntimeAddsAMethodBehindAProtectedLocatorThenTheLocatorCounts() throws Exception {
        FakeRequest request = FakeRequest.without().matching(new Sub(), new Root());

        authorizer.authorize(request.context(), authorizer.resolve(Sub.class, Sub.class.getMethod("added"), Set.of()));

        assertThat(request.refusal()).hasValue(401);
    }
}
