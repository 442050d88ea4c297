package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.TokenDetails.Application;
import io.github.mfpjaxrs.security.testkit.TokenDetails.Device;
import io.github.mfpjaxrs.security.testkit.TokenDetails.User;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MobileFirst's response format: {@code exp} in milliseconds, null instead of absent members. */
final class MobileFirstFormat implements AnswerFormat {

    private static final String NO_USER = "anonymous";

    private static final String INACTIVE =
            "{\"active\":false,\"scope\":null,\"username\":\"anonymous\",\"client_id\":null,\"exp\":0,"
                    + "\"mfp-application\":null,\"mfp-device\":null,\"mfp-user\":null,\"mfp-checks\":null}";

    @Override
    public Map<String, String> active(IssuedToken token, TokenStore store) {
        TokenDetails details = token.details();
        User user = details.user();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("active", "true");
        members.put("scope", Json.text(String.join(" ", token.scopeElements())));
        members.put("client_id", Json.text(details.clientId()));
        members.put("username", Json.text(user == null ? NO_USER : user.id()));
        members.put("exp", Long.toString(details.expiresAt().toEpochMilli()));
        members.put("isSuccessful", "true");
        members.put("mfp-application", application(details.application()));
        members.put("mfp-device", device(details.device(), store));
        members.put("mfp-user", user(user, details));
        members.put("mfp-checks", checks(token));
        return members;
    }

    @Override
    public String inactive() {
        return INACTIVE;
    }

    private static String application(@Nullable Application application) {
        if (application == null) {
            return "null";
        }
        Map<String, String> members = new LinkedHashMap<>();
        members.put("id", application.id());
        members.put("clientPlatform", application.platform());
        members.put("version", application.version());
        return Json.texts(members);
    }

    private static String device(@Nullable Device device, TokenStore store) {
        if (device == null) {
            return "null";
        }
        Map<String, String> members = new LinkedHashMap<>();
        members.put("id", Json.text(device.id()));
        members.put("hardware", "\"iPhone9,1\"");
        members.put("platform", "\"iOS 10\"");
        members.put("status", Json.text(store.deviceStatus(device)));
        members.put("displayName", "null");
        return Json.object(members);
    }

    private static String user(@Nullable User user, TokenDetails details) {
        if (user == null) {
            return "null";
        }
        Map<String, String> members = new LinkedHashMap<>();
        members.put("id", Json.text(user.id()));
        members.put("displayName", Json.text(user.displayName()));
        members.put("authenticatedAt", Long.toString(details.issuedAt().toEpochMilli()));
        members.put("authenticatedBy", "\"UserLogin\"");
        members.put("attributes", Json.texts(user.attributes()));
        return Json.object(members);
    }

    private static String checks(IssuedToken token) {
        Map<String, String> members = new LinkedHashMap<>();
        token.details().checks().forEach((name, attributes) -> {
            if (token.stillGrants(name)) {
                members.put(name, Json.texts(attributes));
            }
        });
        return Json.object(members);
    }
}
