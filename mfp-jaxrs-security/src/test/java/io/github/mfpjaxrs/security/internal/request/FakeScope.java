package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Supplier;

/** CDI's request scope, which is active or not, without a container. */
public final class FakeScope {

    private final RequestSecurityContext caller = new RequestSecurityContext();
    private final Bean<?> bean = fake(Bean.class, (method, arguments) -> {
        throw new UnsupportedOperationException(method.toString());
    });
    private final Context context = fake(Context.class, (method, arguments) -> caller);
    private boolean active = true;

    private interface Answers {
        Object to(Method method, Object[] arguments);
    }

    public static FakeScope active() {
        return new FakeScope();
    }

    public static FakeScope inactive() {
        FakeScope scope = new FakeScope();
        scope.active = false;
        return scope;
    }

    public RequestScopePublisher publication() {
        return new RequestScopePublisher(fake(BeanManager.class, this::answer));
    }

    public FakeScope allowing(Allowance allowance) {
        caller.set(CallerSecurityContext.anonymous(), allowance);
        return this;
    }

    /** Calls something from a class in the test archive, as an application's service would. */
    public static void calling(Supplier<?> called) {
        called.get();
    }

    private Object answer(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getBeans" -> Set.of(bean);
            case "resolve" -> bean;
            case "getContext" -> {
                if (!active) {
                    throw new ContextNotActiveException();
                }
                yield context;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                FakeScope.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == arguments[0];
                        default -> answers.to(method, arguments);
                    };
                }));
    }
}
