package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.TokenDetails.Application;
import io.github.mfpjaxrs.security.testkit.TokenDetails.Device;
import io.github.mfpjaxrs.security.testkit.TokenDetails.User;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MobileFirst's response format: {@code exp} is in milliseconds, and members without a value are null. */
final class MobileFirstFormat implements AnswerFormat {

    private static final String NO_USER = "anonymous";

    private static final String INACTIVE =
            "{\"active\":false,\"scope\":null,\"username\":\"anonymous\",\"client_id\":null,\"exp\":0,"
                    + "\"mfp-application\":null,\"mfp-device\":null,\"mfp-user\":null,\"mfp-checks\":null}";

    @Override
    public Map<String, String> active(TokenDetails details, TokenStore store) {
        User user = details.user();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("active", "true");
        members.put("scope", Json.text(String.join(" ", details.scopeElements())));
        members.put("client_id", Json.text(details.clientId()));
        members.put("username", Json.text(user == null ? NO_USER : user.id()));
        members.put("exp", Long.toString(details.expiresAt().toEpochMilli()));
        members.put("isSuccessful", "true");
        members.put("mfp-application", application(details.application()));
        members.put("mfp-device", device(details.device(), store));
        members.put("mfp-user", user(user));
        members.put("mfp-checks", checks(details));
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
        members.put("hardware", Json.text(device.hardware()));
        members.put("platform", Json.text(device.platform()));
        members.put("status", Json.text(store.deviceStatus(device)));
        members.put("displayName", Json.text(device.displayName()));
        return Json.object(members);
    }

    static String user(@Nullable User user) {
        if (user == null) {
            return "null";
        }
        Map<String, String> members = new LinkedHashMap<>();
        members.put("id", Json.text(user.id()));
        members.put("displayName", Json.text(user.displayName()));
        members.put("authenticatedAt", Long.toString(user.authenticatedAt().toEpochMilli()));
        members.put("authenticatedBy", Json.text(user.authenticatedBy()));
        members.put("attributes", Json.texts(user.attributes()));
        return Json.object(members);
    }

    private static String checks(TokenDetails details) {
        Map<String, String> members = new LinkedHashMap<>();
        details.checks().forEach((name, attributes) -> members.put(name, Json.texts(attributes)));
        return Json.object(members);
    }
}
