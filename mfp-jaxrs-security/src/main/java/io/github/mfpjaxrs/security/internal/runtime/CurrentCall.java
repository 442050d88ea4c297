package io.github.mfpjaxrs.security.internal.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The allowance of the request that is being served on this thread, as set by the runtime's own hook. It is needed if
 * CDI has no active request scope, as on the threads of Jersey's {@code @ManagedAsync} and in Payara's asynchronous
 * dispatches.
 */
public final class CurrentCall {

    private static final ThreadLocal<@Nullable Allowance> ALLOWANCE = new ThreadLocal<>();

    private CurrentCall() {}

    /** Returns the allowance of the request that is being served on this thread; null if there is none. */
    public static @Nullable Allowance allowance() {
        return ALLOWANCE.get();
    }

    /**
     * Makes a call on behalf of a request.
     *
     * @param allowance what the request may call
     * @param call the call
     * @param <T> the type of the result
     * @return what the call returns
     */
    public static <T extends @Nullable Object> T with(Allowance allowance, Supplier<T> call) {
        Allowance before = ALLOWANCE.get();
        ALLOWANCE.set(allowance);
        try {
            return call.get();
        } finally {
            ALLOWANCE.set(before);
        }
    }
}
