package io.github.mfpjaxrs.security.internal.fakes;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the events that it receives while it listens. */
public final class RecordingListener implements DecisionListener {

    public final List<AccessDecided> events = new CopyOnWriteArrayList<>();
    public boolean listening = true;

    @Override
    public boolean isListening() {
        return listening;
    }

    @Override
    public void decided(AccessDecided event) {
        events.add(event);
    }

    public AccessDecided last() {
        return events.get(events.size() - 1);
    }
}
