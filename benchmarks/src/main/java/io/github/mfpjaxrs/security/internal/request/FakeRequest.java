package io.github.mfpjaxrs.security.internal.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A reusable request that contains only a token and adds no cost of its own. Not thread-safe. */
final class FakeRequest implements ContainerRequestContext {

    private static final SecurityContext NOBODY = new SecurityContext() {

        @Override
        public Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public String getAuthenticationScheme() {
            return null;
        }
    };

    private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    private Object property;
    private SecurityContext caller = NOBODY;
    private Response abortedWith;

    /** Turns this object into another request with the given {@code Authorization} header field. */
    FakeRequest with(List<String> authorization) {
        headers.put(HttpHeaders.AUTHORIZATION, authorization);
        return afresh();
    }

    /** Turns this object into another request with the same header fields. */
    FakeRequest afresh() {
        property = null;
        caller = NOBODY;
        abortedWith = null;
        return this;
    }

    Response abortedWith() {
        return abortedWith;
    }

    @Override
    public Object getProperty(String name) {
        return property;
    }

    @Override
    public void setProperty(String name, Object object) {
        property = object;
    }

    @Override
    public MultivaluedMap<String, String> getHeaders() {
        return headers;
    }

    @Override
    public String getHeaderString(String name) {
        return headers.getFirst(name);
    }

    @Override
    public SecurityContext getSecurityContext() {
        return caller;
    }

    @Override
    public void setSecurityContext(SecurityContext context) {
        caller = context;
    }

    @Override
    public void abortWith(Response response) {
        abortedWith = response;
    }

    @Override
    public List<MediaType> getAcceptableMediaTypes() {
        return List.of(MediaType.WILDCARD_TYPE);
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public Collection<String> getPropertyNames() {
        throw unexpected();
    }

    @Override
    public void removeProperty(String name) {
        throw unexpected();
    }

    @Override
    public UriInfo getUriInfo() {
        throw unexpected();
    }

    @Override
    public void setRequestUri(URI requestUri) {
        throw unexpected();
    }

    @Override
    public void setRequestUri(URI baseUri, URI requestUri) {
        throw unexpected();
    }

    @Override
    public Request getRequest() {
        throw unexpected();
    }

    @Override
    public void setMethod(String method) {
        throw unexpected();
    }

    @Override
    public Date getDate() {
        throw unexpected();
    }

    @Override
    public Locale getLanguage() {
        throw unexpected();
    }

    @Override
    public int getLength() {
        throw unexpected();
    }

    @Override
    public MediaType getMediaType() {
        throw unexpected();
    }

    @Override
    public List<Locale> getAcceptableLanguages() {
        throw unexpected();
    }

    @Override
    public Map<String, Cookie> getCookies() {
        throw unexpected();
    }

    @Override
    public boolean hasEntity() {
        throw unexpected();
    }

    @Override
    public InputStream getEntityStream() {
        throw unexpected();
    }

    @Override
    public void setEntityStream(InputStream input) {
        throw unexpected();
    }

    private static UnsupportedOperationException unexpected() {
        return new UnsupportedOperationException("the filter asks for more than it used to");
    }
}
