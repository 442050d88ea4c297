package io.github.mfpjaxrs.security.internal.client;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * Turns every status but 200 into our own exception, before the runtime's default mapper loses header fields or throws
 * something that reaches our caller. Public because runtimes create it.
 */
public final class UnexpectedStatusMapper implements ResponseExceptionMapper<RuntimeException> {

    private static final int LEAST = 100;
    private static final int BEFORE_EVERY_DEFAULT = 100;

    /** Creates the mapper, which has no state. */
    public UnexpectedStatusMapper() {}

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        // Quarkus asks about calls that failed, too, as if their status were 0; their exceptions say more.
        return status >= LEAST && status != 200;
    }

    @Override
    public RuntimeException toThrowable(Response response) {
        return unusualStatus(response);
    }

    @Override
    public int getPriority() {
        return BEFORE_EVERY_DEFAULT;
    }

    static UnexpectedStatusException unusualStatus(Response response) {
        return new UnexpectedStatusException(
                response.getStatus(),
                response.getHeaderString("MFP-Conflict"),
                response.getHeaderString("Retry-After"),
                OAuthErrorCode.error(response));
    }
}
