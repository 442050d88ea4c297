package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MFPProtectedFilterTest {

    private final AtomicInteger lookups = new AtomicInteger();
    private final Map<String, Object> properties = new HashMap<>();
    private final ResourceAuthorizer authorizer = new ResourceAuthorizer(
            TestRequirements.withoutDefaultScope(),
            new RequestAuthorizer(null, ServerSelection.byConfiguration(), null, new FakePublication()));
    private final MFPProtectedFilter filter = new MFPProtectedFilter();

    @BeforeEach
    void inject() {
        filter.resource = resource();
        filter.authorization = authorizer;
    }

    @Test
    void filterWhenAuthorizedThenNeitherTheMethodNorABeanIsLookedUp() {
        ContainerRequestContext request = request();
        filter.authorization = null;

        authorizer.authorize(request, authorizer.deploy(Resource.class, method(), Set.of()));
        filter.filter(request);

        assertThat(lookups).hasValue(0);
    }

    @Test
    void filterWhenNobodyElseHasSeenTheRequestThenItIsLookedAt() {
        filter.filter(request());

        assertThat(lookups).hasValue(1);
    }

    @Test
    void filterWhenOnlyPropertiesOfAnotherRequestThenItIsLookedAt() {
        authorizer.authorize(request(), authorizer.deploy(Resource.class, method(), Set.of()));
        filter.filter(request());

        assertThat(lookups).hasValue(1);
    }

    /**
     * Returns a request without credentials, which an open method does not need. All requests share the same
     * properties here.
     */
    private ContainerRequestContext request() {
        return (ContainerRequestContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> properties.get((String) arguments[0]);
                    case "setProperty" -> properties.put((String) arguments[0], arguments[1]);
                    case "removeProperty" -> properties.remove((String) arguments[0]);
                    case "getHeaders" -> new MultivaluedHashMap<String, String>();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private ResourceInfo resource() {
        return new ResourceInfo() {

            @Override
            public Method getResourceMethod() {
                return method();
            }

            @Override
            public Class<?> getResourceClass() {
                lookups.incrementAndGet();
                return Resource.class;
            }
        };
    }

    private static Method method() {
        try {
            return Resource.class.getMethod("open");
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Path("resource")
    @MFPProtected
    static class Resource {

        @GET
        @PermitAll
        public void open() {}
    }
}
