package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.internal.config.Settings;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The statuses of several authorization servers, by server name. {@link #current} and {@link #check} use the default
 * server. Thread-safe.
 */
record SeveralServersStatus(Map<String, AuthorizationServerStatus> byName) implements AuthorizationServerStatus {

    @Override
    public Snapshot current() {
        return ofServer(Settings.DEFAULT_SERVER).current();
    }

    @Override
    public CompletionStage<Snapshot> check() {
        return ofServer(Settings.DEFAULT_SERVER).check();
    }

    @Override
    public Set<String> servers() {
        return byName.keySet();
    }

    @Override
    public AuthorizationServerStatus ofServer(String name) {
        AuthorizationServerStatus status = byName.get(name);
        if (status == null) {
            throw new IllegalArgumentException("no authorization server has this name");
        }
        return status;
    }
}
