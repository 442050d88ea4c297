package io.github.mfpjaxrs.security.internal.oauth;

import io.github.mfpjaxrs.security.AccessDecided;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events that it is told of, while it listens. */
final class RecordingListener implements DecisionListener {

    final List<AccessDecided> events = new CopyOnWriteArrayList<>();
    boolean listening = true;

    @Override
    public boolean isListening() {
        return listening;
    }

    @Override
    public void decided(AccessDecided event) {
        events.add(event);
    }

    AccessDecided last() {
        return events.get(events.size() - 1);
    }
}
