package io.github.mfpjaxrs.security.internal.oauth;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Runs what it is given at once, until a test holds it; then when the test says so. */
final class HandExecutor implements Executor {

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean held;

    @Override
    public void execute(Runnable task) {
        if (held) {
            waiting.add(task);
        } else {
            task.run();
        }
    }

    void hold() {
        held = true;
    }

    int waiting() {
        return waiting.size();
    }

    /** What is put in line meanwhile stays there. */
    void runOne() {
        waiting.remove().run();
    }

    void runAll() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }
}
