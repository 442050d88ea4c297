package io.github.mfpjaxrs.security.internal.client;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * Turns every status other than 200 into an {@link UnexpectedStatusException}. Takes precedence over the runtime's
 * default mapper, which might drop header fields or throw an exception that reaches the resource's caller. This class
 * is public because runtimes instantiate it.
 */
public final class UnexpectedStatusMapper implements ResponseExceptionMapper<RuntimeException> {

    private static final int LOWEST_STATUS = 100;
    private static final int BEFORE_EVERY_DEFAULT = 100;

    /** Creates the mapper, which has no state. */
    public UnexpectedStatusMapper() {}

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        // For a call that failed without a response, Quarkus calls this method with status 0. The call's own
        // exception contains more detail.
        return status >= LOWEST_STATUS && status != 200;
    }

    @Override
    public RuntimeException toThrowable(Response response) {
        return exceptionFor(response);
    }

    @Override
    public int getPriority() {
        return BEFORE_EVERY_DEFAULT;
    }

    static UnexpectedStatusException exceptionFor(Response response) {
        return new UnexpectedStatusException(
                response.getStatus(),
                response.getHeaderString("MFP-Conflict"),
                response.getHeaderString("Retry-After"),
                OAuthErrorCode.read(response));
    }
}
