package io.github.mfpjaxrs.security.internal.request;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Distinguishes calls made by the application itself from calls made by a JAX-RS runtime, whether or not the library
 * knows that runtime.
 */
public final class DirectCalls {

    private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    /**
     * Class name prefixes of stack frames that can appear between caller and callee, such as those of reflection and
     * of CDI and EJB containers.
     */
    private static final List<String> INFRASTRUCTURE = List.of(
            "java.",
            "jdk.",
            "sun.",
            "jakarta.",
            "io.github.mfpjaxrs.security.internal.boot.Invocation",
            "io.github.mfpjaxrs.security.internal.request.BeanInvocation",
            "org.jboss.weld.",
            "io.quarkus.arc.",
            "org.jboss.invocation.",
            "org.jboss.as.ee.",
            "org.jboss.as.ejb3.",
            "com.ibm.ejs.",
            "com.ibm.ws.ejbcontainer.",
            "com.sun.ejb.",
            "com.sun.proxy.");

    private DirectCalls() {}

    /**
     * Whether the nearest caller is another class from the same archive.
     *
     * @param type the class that is called
     */
    public static boolean isFromSameArchive(Class<?> type) {
        return caller().filter(caller -> !caller.equals(type) && isOfSameArchive(caller, type))
                .isPresent();
    }

    private static Optional<Class<?>> caller() {
        return STACK.walk(frames -> frames.<Class<?>>map(StackFrame::getDeclaringClass)
                .filter(frame -> frame != DirectCalls.class
                        && !frame.isSynthetic()
                        && !frame.isHidden()
                        && !isInfrastructure(frame))
                .findFirst());
    }

    private static boolean isInfrastructure(Class<?> frame) {
        return INFRASTRUCTURE.stream().anyMatch(frame.getName()::startsWith);
    }

    private static boolean isOfSameArchive(Class<?> caller, Class<?> type) {
        return caller.getClassLoader() == type.getClassLoader() && Objects.equals(location(caller), location(type));
    }

    private static Object location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? Optional.empty() : Optional.ofNullable(source.getLocation());
    }
}
