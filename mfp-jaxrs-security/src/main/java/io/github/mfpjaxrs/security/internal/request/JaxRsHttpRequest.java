package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.jersey.JerseyApplication;
import io.github.mfpjaxrs.security.internal.protection.RequestPath;
import io.github.mfpjaxrs.security.internal.runtime.JaxRsRuntime;
import io.github.mfpjaxrs.security.spi.HttpOutcome;
import io.github.mfpjaxrs.security.spi.HttpRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adapts a JAX-RS request so that its path can be authorized. */
final class JaxRsHttpRequest implements HttpRequest {

    private final ContainerRequestContext request;
    private final String raw;
    private final String path;
    private final SecurityContext transport;

    private JaxRsHttpRequest(ContainerRequestContext request, String raw) {
        this.request = request;
        this.transport = request.getSecurityContext();
        this.raw = raw;
        // An ambiguous path has no decoded form. A request with such a path is refused because of the raw path.
        this.path = RequestPath.decode(raw).orElse("/");
    }

    /**
     * @param application the deployment's application; on Jersey, the application that received the request is used
     *     instead
     */
    static HttpRequest of(ContainerRequestContext request, Optional<Application> application) {
        Application served = JaxRsRuntime.of(request) == JaxRsRuntime.JERSEY ? JerseyApplication.find(request) : null;
        String base = request.getUriInfo().getBaseUri().getRawPath();
        String prefix = ApplicationPaths.within(base, served == null ? application.orElse(null) : served);
        return new JaxRsHttpRequest(request, prefix + "/" + relative(request, base));
    }

    /** @param root the context root, or the root path of a server without servlets */
    static HttpRequest below(String root, ContainerRequestContext request) {
        return new JaxRsHttpRequest(request, "/" + relative(request, root));
    }

    private static String relative(ContainerRequestContext request, String base) {
        String whole = request.getUriInfo().getRequestUri().getRawPath();
        String root = ApplicationPaths.withoutTrailingSlash(base) + "/";
        if (whole.startsWith(root)) {
            return whole.substring(root.length());
        }
        return (whole + "/").equals(root) ? "" : whole;
    }

    static void apply(HttpOutcome outcome, ContainerRequestContext request) {
        if (outcome instanceof HttpOutcome.Permitted permitted
                && permitted.caller().getAccessToken().isPresent()) {
            request.setSecurityContext(permitted.caller());
        } else if (outcome instanceof HttpOutcome.Refused refused) {
            Response.ResponseBuilder response = Response.status(refused.status());
            refused.headers().forEach(response::header);
            refused.body().ifPresent(response::entity);
            request.abortWith(response.build());
        }
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Optional<String> rawPath() {
        return Optional.of(raw);
    }

    @Override
    public List<String> headers(String name) {
        List<String> fields = request.getHeaders().get(name);
        return fields == null ? List.of() : fields;
    }

    @Override
    public boolean isSecure() {
        return transport.isSecure();
    }

    @Override
    public @Nullable Object attribute(String name) {
        return request.getProperty(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        request.setProperty(name, value);
    }
}
