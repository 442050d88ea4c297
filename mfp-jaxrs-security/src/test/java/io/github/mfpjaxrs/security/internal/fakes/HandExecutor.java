package io.github.mfpjaxrs.security.internal.fakes;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Runs what it is given at once, until a test holds it; then when the test says so. */
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

    /** What is put in line meanwhile stays there. */
    public void runOne() {
        waiting.remove().run();
    }

    public void runAll() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }
}
