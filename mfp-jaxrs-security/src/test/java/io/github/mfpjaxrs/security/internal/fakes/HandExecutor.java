package io.github.mfpjaxrs.security.internal.fakes;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Runs tasks immediately until a test holds it. After that, tasks run only when the test runs them. */
public final class HandExecutor implements Executor {

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

    public void hold() {
        held = true;
    }

    public int waiting() {
        return waiting.size();
    }

    /** Runs one task. Tasks that are queued in the meantime stay in the queue. */
    public void runOne() {
        waiting.remove().run();
    }

    public void runAll() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }
}
