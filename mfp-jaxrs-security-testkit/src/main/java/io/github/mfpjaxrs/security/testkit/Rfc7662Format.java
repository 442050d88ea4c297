package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.TokenDetails.User;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The response format defined in RFC 7662, section 2.2: times are in seconds, and members without a value are absent
 * rather than null.
 */
final class Rfc7662Format implements AnswerFormat {

    @Override
    public Map<String, String> active(TokenDetails details, TokenStore store) {
        User user = details.user();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("active", "true");
        members.put("scope", Json.text(String.join(" ", details.scopeElements())));
        members.put("client_id", Json.text(details.clientId()));
        if (user != null) {
            members.put("username", Json.text(user.id()));
        }
        members.put("token_type", "\"Bearer\"");
        members.put("exp", Long.toString(details.expiresAt().getEpochSecond()));
        members.put("iat", Long.toString(details.issuedAt().getEpochSecond()));
        members.put("sub", Json.text(user == null ? details.clientId() : user.id()));
        return members;
    }

    @Override
    public String inactive() {
        return "{\"active\":false}";
    }
}
