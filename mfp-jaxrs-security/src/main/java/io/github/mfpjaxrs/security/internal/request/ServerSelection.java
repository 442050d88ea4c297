package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.spi.AuthorizationServerSelector;
import io.github.mfpjaxrs.security.spi.HttpRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.PathSegment;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Applies the application's {@link AuthorizationServerSelector}, if there is one. Thread-safe. */
public final class ServerSelection {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    /** An invalid server name, which makes the validator refuse the request. */
    private static final String NONE = "";

    private final Optional<AuthorizationServerSelector> selector;
    private final Set<String> names;

    /**
     * @param selector the application's selector bean; empty if there is none
     * @param names the names of the configured authorization servers
     */
    public ServerSelection(Optional<AuthorizationServerSelector> selector, Set<String> names) {
        this.selector = selector;
        this.names = Set.copyOf(names);
    }

    /** Returns a selection that leaves the choice of server to annotations and the configuration. */
    public static ServerSelection byConfiguration() {
        return new ServerSelection(Optional.empty(), Set.of());
    }

    /** Adds the selected server to a requirement, unless the requirement already names a server. */
    RequiredScope select(ContainerRequestContext request, RequiredScope required) {
        return isAsked(required) ? select(new MatchedRequest(request), required) : required;
    }

    /**
     * Like {@link #select(ContainerRequestContext, RequiredScope)}, but for a request that is authorized by path or
     * outside JAX-RS.
     */
    RequiredScope select(HttpRequest request, RequiredScope required) {
        return isAsked(required) ? select(new OtherRequest(request), required) : required;
    }

    private boolean isAsked(RequiredScope required) {
        return selector.isPresent() && required.server().isEmpty();
    }

    private RequiredScope select(AuthorizationServerSelector.Request request, RequiredScope required) {
        return selector.flatMap(bean -> selected(bean, request))
                .map(required::withServer)
                .orElse(required);
    }

    private Optional<String> selected(AuthorizationServerSelector bean, AuthorizationServerSelector.Request request) {
        try {
            Optional<String> name = bean.select(request);
            if (name.isEmpty() || names.contains(name.get())) {
                return name;
            }
            LOG.log(
                    Level.ERROR,
                    "Request refused, because {0} selected an authorization server that is not configured. Names: {1}",
                    bean.getClass().getName(),
                    names);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Request refused, because no authorization server could be selected", e);
        }
        return Optional.of(NONE);
    }

    private record MatchedRequest(ContainerRequestContext request) implements AuthorizationServerSelector.Request {

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String path() {
            return request.getUriInfo().getPathSegments().stream()
                    .map(PathSegment::getPath)
                    .filter(segment -> !segment.isEmpty())
                    .map(segment -> segment.replace("/", "%2F"))
                    .collect(Collectors.joining("/", "/", ""));
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(request.getHeaderString(name));
        }
    }

    private record OtherRequest(HttpRequest request) implements AuthorizationServerSelector.Request {

        @Override
        public String method() {
            return request.method();
        }

        @Override
        public String path() {
            String path = request.path();
            return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        }

        @Override
        public Optional<String> header(String name) {
            List<String> fields = request.headers(name);
            return fields.isEmpty() ? Optional.empty() : Optional.of(String.join(",", fields));
        }
    }
}
