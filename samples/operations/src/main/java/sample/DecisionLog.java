package sample;

import io.github.mfpjaxrs.security.AccessDecided;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** Logs each decision as one line of JSON. */
@ApplicationScoped
class DecisionLog {

    private static final System.Logger LOG = System.getLogger("decisions");

    void decided(@ObservesAsync AccessDecided decision) {
        JsonObjectBuilder line = Json.createObjectBuilder()
                .add("granted", decision.isGranted())
                .add("scope", decision.required().scope())
                .add("waitedMillis", decision.introspectionTime().toMillis());
        decision.refusal().ifPresent(reason -> line.add("reason", reason.name()));
        decision.httpMethod().ifPresent(method -> line.add("method", method));
        decision.pathTemplate().ifPresent(path -> line.add("path", path));
        decision.clientId().ifPresent(client -> line.add("client", client));
        decision.fingerprint().ifPresent(token -> line.add("token", token));
        decision.trackingId().ifPresent(id -> line.add("trackingId", id));
        LOG.log(System.Logger.Level.INFO, line.build().toString());
    }
}
