package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** Combines several instrumentations into one and suppresses their exceptions. Thread-safe. */
final class Instrumentations implements Instrumentation {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private final List<Instrumentation> all;
    private final AtomicBoolean logged = new AtomicBoolean();

    private Instrumentations(List<Instrumentation> all) {
        this.all = all;
    }

    /** Returns {@link Instrumentation#NONE} for an empty list. */
    static Instrumentation of(List<Instrumentation> all) {
        return all.isEmpty() ? NONE : new Instrumentations(List.copyOf(all));
    }

    @Override
    public Instrumentation ofServer(String name) {
        return new Instrumentations(map(NONE, each -> each.ofServer(name)));
    }

    @Override
    public void granted(boolean cached) {
        // Loops by index, because a cache hit takes this path and must not allocate an iterator.
        for (int i = 0; i < all.size(); i++) {
            try {
                all.get(i).granted(cached);
            } catch (RuntimeException | LinkageError e) {
                ignore(e);
            }
        }
    }

    @Override
    public void refused(AccessDecision.Reason reason, boolean cached) {
        forEach(all, each -> each.refused(reason, cached));
    }

    @Override
    public void rejected(FailureKind kind) {
        forEach(all, each -> each.rejected(kind));
    }

    @Override
    public Introspection introspecting() {
        List<Introspection> observers = map(Introspection.NONE, Instrumentation::introspecting);
        return new Introspection() {

            @Override
            public Runnable onItsThread(Runnable work) {
                return around(observers, Introspection::onItsThread, work);
            }

            @Override
            public void joined() {
                forEach(observers, Introspection::joined);
            }

            @Override
            public void succeeded(Outcome outcome, Duration duration) {
                forEach(observers, each -> each.succeeded(outcome, duration));
            }

            @Override
            public void failed(FailureKind kind, Duration duration) {
                forEach(observers, each -> each.failed(kind, duration));
            }
        };
    }

    @Override
    public Exchange sending(Operation operation, URI url) {
        List<Exchange> observers = map(Exchange.NONE, each -> each.sending(operation, url));
        return new Exchange() {

            @Override
            public void answered(int status) {
                forEach(observers, each -> each.answered(status));
            }

            @Override
            public void failed(FailureKind kind) {
                forEach(observers, each -> each.failed(kind));
            }
        };
    }

    @Override
    public Runnable inContext(Runnable task) {
        return around(all, Instrumentation::inContext, task);
    }

    /**
     * Suppresses only exceptions thrown while wrapping. The work runs later, when the caller runs the returned task.
     */
    private <T> Runnable around(List<T> observers, Wrapping<T> wrapping, Runnable work) {
        Runnable wrapped = work;
        for (T observer : observers) {
            try {
                wrapped = wrapping.wrap(observer, wrapped);
            } catch (RuntimeException | LinkageError e) {
                ignore(e);
            }
        }
        return wrapped;
    }

    /** Lets an observer wrap a task. */
    @FunctionalInterface
    private interface Wrapping<T> {

        Runnable wrap(T observer, Runnable task);
    }

    private <T> List<T> map(T fallback, Function<Instrumentation, T> function) {
        return all.stream()
                .map(each -> {
                    try {
                        return function.apply(each);
                    } catch (RuntimeException | LinkageError e) {
                        ignore(e);
                        return fallback;
                    }
                })
                .toList();
    }

    private <T> void forEach(List<T> observers, Consumer<T> call) {
        for (T observer : observers) {
            try {
                call.accept(observer);
            } catch (RuntimeException | LinkageError e) {
                ignore(e);
            }
        }
    }

    private void ignore(Throwable failure) {
        if (logged.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "An instrumentation failed; what it measures is incomplete.", failure);
        }
    }
}
