package io.github.mfpjaxrs.security.internal.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The allowance for the request that the current thread is serving. A hook into the runtime sets the allowance, which
 * is needed where CDI has no active request scope, such as on Jersey's {@code @ManagedAsync} threads and in Payara's
 * asynchronous dispatches.
 */
public final class CurrentCall {

    private static final ThreadLocal<@Nullable Allowance> ALLOWANCE = new ThreadLocal<>();

    private CurrentCall() {}

    /** Returns the allowance for the request that the current thread is serving; null if there is none. */
    public static @Nullable Allowance allowance() {
        return ALLOWANCE.get();
    }

    /**
     * Makes a call on behalf of a request.
     *
     * @param allowance the request's allowance
     * @param call the call
     * @param <T> the type of the result
     * @return the result of the call
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
