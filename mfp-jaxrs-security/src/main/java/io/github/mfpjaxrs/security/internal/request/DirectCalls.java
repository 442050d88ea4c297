package io.github.mfpjaxrs.security.internal.request;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells the application's own call of a resource method from a call by a JAX-RS runtime, known or unknown. */
public final class DirectCalls {

    private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    /** What may stand between the two sides of a Java call: reflection, and the containers of CDI and of EJBs. */
    private static final List<String> BETWEEN = List.of(
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
     * Whether the nearest caller is a class of the same archive.
     *
     * @param type the class that is called
     */
    public static boolean isOnStack(Class<?> type) {
        return caller().filter(caller -> !caller.equals(type) && isOfSameArchive(caller, type))
                .isPresent();
    }

    private static Optional<Class<?>> caller() {
        return STACK.walk(frames -> frames.<Class<?>>map(StackFrame::getDeclaringClass)
                .filter(frame ->
                        frame != DirectCalls.class && !frame.isSynthetic() && !frame.isHidden() && !isBetween(frame))
                .findFirst());
    }

    private static boolean isBetween(Class<?> frame) {
        return BETWEEN.stream().anyMatch(frame.getName()::startsWith);
    }

    private static boolean isOfSameArchive(Class<?> caller, Class<?> type) {
        return caller.getClassLoader() == type.getClassLoader() && Objects.equals(location(caller), location(type));
    }

    private static Object location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? Optional.empty() : Optional.ofNullable(source.getLocation());
    }
}
