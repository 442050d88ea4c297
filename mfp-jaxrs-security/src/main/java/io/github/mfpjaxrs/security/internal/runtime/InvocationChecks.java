package io.github.mfpjaxrs.security.internal.runtime;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.InternalServerErrorException;
import java.lang.System.Logger.Level;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the application's {@link InvocationCheck}, or substitutes a check that refuses calls. */
public final class InvocationChecks {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private InvocationChecks() {}

    /**
     * Returns the application's check.
     *
     * @return the check; if CDI does not find the library's beans, a check that refuses all calls to annotated
     *     resources
     */
    public static InvocationCheck current() {
        try {
            Instance<InvocationCheck> check = CDI.current().select(InvocationCheck.class);
            if (check.isResolvable()) {
                return check.get();
            }
        } catch (IllegalStateException noContainer) {
            LOG.log(Level.DEBUG, "no CDI container: {0}", noContainer.getMessage());
        }
        return new WithoutBeans();
    }

    /**
     * Logs that a request to a method is refused.
     *
     * @param type the resource class
     * @param method the method
     * @param reason the reason, for the log
     * @return the exception to throw, with status 500
     */
    public static InternalServerErrorException refusal(Class<?> type, Method method, String reason) {
        return refusal(type.getName() + "." + method.getName(), reason);
    }

    /**
     * Logs that a request to a class is refused.
     *
     * @param type the resource class
     * @param reason the reason, for the log
     * @return the exception to throw, with status 500
     */
    public static InternalServerErrorException refusal(Class<?> type, String reason) {
        return refusal(type.getName(), reason);
    }

    private static InternalServerErrorException refusal(String place, String reason) {
        LOG.log(Level.ERROR, "Request refused: {0} is protected, and {1}", place, reason);
        return new InternalServerErrorException("The resource is not available.");
    }

    private static final class WithoutBeans implements InvocationCheck {

        @Override
        public boolean concerns(Class<?> type, Method method, Set<Class<?>> applications) {
            return Stream.concat(Stream.of(type), applications.stream()).anyMatch(WithoutBeans::isAnnotated);
        }

        private static boolean isAnnotated(Class<?> type) {
            boolean here = isAnnotated((AnnotatedElement) type)
                    || Arrays.stream(type.getDeclaredMethods()).anyMatch(WithoutBeans::isAnnotated);
            return here
                    || type.getSuperclass() != null && isAnnotated(type.getSuperclass())
                    || Arrays.stream(type.getInterfaces()).anyMatch(WithoutBeans::isAnnotated);
        }

        private static boolean isAnnotated(AnnotatedElement element) {
            return element.isAnnotationPresent(MFPProtected.class);
        }

        @Override
        public boolean hasSameRequirement(Class<?> type, Method method, Class<?> actual) {
            return !isAnnotated(actual);
        }

        @Override
        public void require(@Nullable Object allowance, Call call, Set<Class<?>> applications) {
            throw refusal(call.type(), call.method(), "CDI does not find the library's beans");
        }
    }
}
