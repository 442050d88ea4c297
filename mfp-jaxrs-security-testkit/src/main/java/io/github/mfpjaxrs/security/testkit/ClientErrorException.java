package io.github.mfpjaxrs.security.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Thrown to refuse a client's request. The message is logged. It states the reason, but contains no secrets. */
final class ClientErrorException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Response response;

    private ClientErrorException(Response response, String reason) {
        super(reason);
        this.response = response;
    }

    /** Returns an error in MobileFirst's format. */
    static ClientErrorException mobileFirst(String errorCode, String reason) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("errorCode", errorCode);
        members.put("errorMsg", reason);
        return new ClientErrorException(Response.json(400, Json.texts(members)), reason);
    }

    /**
     * Returns the error for a client that is not registered or is no longer registered. The SDK then registers again,
     * but only once.
     */
    static ClientErrorException unknownClient(String reason) {
        return mobileFirst("INVALID_CLIENT_ID", reason);
    }

    /** Returns an error in the format of RFC 6749, section 5.2. */
    static ClientErrorException oauth(String error, String reason) {
        return new ClientErrorException(Response.error(400, error), reason);
    }

    Response response() {
        return response;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
