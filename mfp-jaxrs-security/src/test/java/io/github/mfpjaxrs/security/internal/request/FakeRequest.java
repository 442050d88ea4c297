package io.github.mfpjaxrs.security.internal.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as the authorization code sees it, without a container. */
public final class FakeRequest {

    private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    private Map<String, Object> properties = new HashMap<>();
    private final List<String> fieldsRead = new ArrayList<>();
    private List<Object> matched = List.of();
    private List<PathSegment> segments = List.of();
    private Optional<Response> abortedWith = Optional.empty();
    private SecurityContext security = CallerSecurityContext.anonymous();

    /** A single object for all filters, as in real runtimes. */
    private final ContainerRequestContext context = (ContainerRequestContext) Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {ContainerRequestContext.class},
            (proxy, method, arguments) -> answer(method, arguments));

    public static FakeRequest without() {
        return new FakeRequest();
    }

    public static FakeRequest with(String token) {
        FakeRequest request = new FakeRequest();
        request.headers.add(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        return request;
    }

    /** Shares properties, as a servlet container does when it passes them to the next dispatch. */
    FakeRequest sharingPropertiesOf(FakeRequest other) {
        properties = other.properties;
        return this;
    }

    /** Behaves as if these resources had been matched, the last of which is first. */
    FakeRequest matching(Object... resources) {
        matched = List.of(resources);
        return this;
    }

    /** Behaves as if the client had sent a path with these decoded segments, each with a matrix parameter. */
    FakeRequest withSegments(String... decoded) {
        segments = Arrays.stream(decoded)
                .<PathSegment>map(segment -> new PathSegment() {

                    @Override
                    public String getPath() {
                        return segment;
                    }

                    @Override
                    public MultivaluedMap<String, String> getMatrixParameters() {
                        return new MultivaluedHashMap<>(Map.of("x", "y"));
                    }
                })
                .toList();
        return this;
    }

    void forgetRefusal() {
        abortedWith = Optional.empty();
    }

    public ContainerRequestContext context() {
        return context;
    }

    /** Returns the status of the refusal; empty if the request was permitted. */
    public Optional<Integer> refusal() {
        return abortedWith.map(Response::getStatus);
    }

    /** Returns the names of the header fields that were read individually. */
    List<String> fieldsRead() {
        return fieldsRead;
    }

    public boolean isAuthenticated() {
        return security.getAuthenticationScheme() != null;
    }

    private Object answer(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getHeaders" -> headers;
            case "getHeaderString" -> header((String) arguments[0]);
            case "getProperty" -> properties.get(arguments[0]);
            case "setProperty" -> properties.put((String) arguments[0], arguments[1]);
            case "removeProperty" -> properties.remove((String) arguments[0]);
            case "getAcceptableMediaTypes" -> List.of(MediaType.WILDCARD_TYPE);
            case "getMethod" -> "GET";
            case "getUriInfo" -> uri();
            case "getSecurityContext" -> security;
            case "setSecurityContext" -> security = (SecurityContext) arguments[0];
            case "abortWith" -> abortedWith = Optional.of((Response) arguments[0]);
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private String header(String name) {
        fieldsRead.add(name);
        return headers.getFirst(name);
    }

    private UriInfo uri() {
        return (UriInfo) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(), new Class<?>[] {UriInfo.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getPath" -> "accounts";
                        case "getPathSegments" -> segments;
                        case "getMatchedResources" -> matched;
                        default -> throw new UnsupportedOperationException(method.toString());
                    };
                });
    }
}
