package io.github.mfpjaxrs.security.internal.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the request was allowed that calls on this thread, as far as the runtime's own hook knows. Needed where CDI has
 * no request scope: on threads of Jersey's {@code @ManagedAsync}, and in Payara's asynchronous dispatches.
 */
public final class CurrentCall {

    private static final ThreadLocal<@Nullable Allowance> ALLOWANCE = new ThreadLocal<>();

    private CurrentCall() {}

    /** What the request that calls on this thread may call; null if none does. */
    public static @Nullable Allowance allowance() {
        return ALLOWANCE.get();
    }

    /**
     * Calls something in the name of a request.
     *
     * @param allowance what the request may call
     * @param call the call
     * @param <T> what it returns
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
