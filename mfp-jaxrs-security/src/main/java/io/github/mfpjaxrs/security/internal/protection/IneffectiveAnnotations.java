package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.WriterInterceptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds {@code @MFPProtected} annotations that have no effect, so that applications do not rely on them. */
public final class IneffectiveAnnotations {

    /** The types to which JAX-RS applies name binding. */
    private static final List<Class<?>> NAME_BOUND = List.of(
            ContainerRequestFilter.class,
            ContainerResponseFilter.class,
            ReaderInterceptor.class,
            WriterInterceptor.class);

    private static final String DESCRIPTOR = "L" + MFPProtected.class.getName().replace('.', '/') + ";";

    private IneffectiveAnnotations() {}

    /**
     * Checks the classes discovered by CDI.
     *
     * @param enforcedElsewhere whether an integration with another web API enforces a class's annotations
     * @throws ConfigurationException if annotated classes are neither resources nor related to a resource; the
     *     message names each such class
     */
    public static void requireEffect(Collection<Class<?>> discovered, Predicate<Class<?>> enforcedElsewhere) {
        List<String> mistakes = discovered.stream()
                .filter(IneffectiveAnnotations::isAnnotated)
                .filter(type -> !isEffective(type, discovered) && !enforcedElsewhere.test(type))
                .map(type -> type.getName()
                        + ": @MFPProtected protects nothing here, since the class is not a JAX-RS resource;"
                        + " remove it, or use TokenValidator")
                .toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
    }

    private static boolean isAnnotated(Class<?> type) {
        return type.isAnnotationPresent(MFPProtected.class)
                || Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(MFPProtected.class));
    }

    private static boolean isEffective(Class<?> type, Collection<Class<?>> discovered) {
        return Modifier.isAbstract(type.getModifiers())
                || ResourceMethods.isRootResource(type)
                || ResourceMethods.hasResourceMethods(type)
                || Application.class.isAssignableFrom(type)
                || NAME_BOUND.stream().anyMatch(bound -> bound.isAssignableFrom(type))
                || discovered.stream().anyMatch(sub -> sub != type && type.isAssignableFrom(sub));
    }

    /**
     * Finds the mistakes in a resource class, given its effective methods. In an interface or abstract class that a
     * locator is declared to return, annotations on overridable methods are not mistakes, because an implementing
     * class can turn these methods into resource methods.
     */
    static List<String> findIn(Class<?> type, Collection<Method> effective) {
        TypeHierarchy types = TypeHierarchy.of(type);
        Set<Method> effectiveDeclarations = new HashSet<>();
        for (Method method : effective) {
            effectiveDeclarations.addAll(types.classDeclarations(method));
            effectiveDeclarations.addAll(types.interfaceDeclarations(method));
        }
        List<String> mistakes = new ArrayList<>();
        types.all().forEach(part -> {
            TypeHierarchy.declared(part)
                    .filter(method ->
                            method.isAnnotationPresent(MFPProtected.class) && !effectiveDeclarations.contains(method))
                    .filter(method -> !Modifier.isAbstract(type.getModifiers()) || !isOverridable(method))
                    .forEach(method -> mistakes.add(part.getName() + "." + method.getName()
                            + ": @MFPProtected protects nothing here, since " + reason(method)
                            + "; remove it, or move it to the resource method"));
            Stream.concat(Stream.of(part), TypeHierarchy.declared(part))
                    .forEach(element -> mistakes.addAll(findMetaAnnotations(element)));
            mistakes.addAll(findUnresolved(part));
        });
        return mistakes;
    }

    private static boolean isOverridable(Method method) {
        return (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) == 0;
    }

    private static String reason(Method method) {
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            return "JAX-RS does not call private or static methods";
        }
        return "the method has neither an HTTP method nor a @Path, or is not public";
    }

    private static List<String> findMetaAnnotations(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .map(Annotation::annotationType)
                .filter(annotation -> annotation.isAnnotationPresent(MFPProtected.class))
                .map(annotation -> element + ": @" + annotation.getName()
                        + " carries @MFPProtected, which protects nothing" + " from there; write @MFPProtected itself")
                .toList();
    }

    /**
     * Whether a class's loader finds {@code @MFPProtected} in another copy of the library. In an EAR in which every
     * WAR contains the library, CDI presents each WAR's classes to the extensions of all WARs.
     */
    public static boolean isOfAnotherCopy(Class<?> type) {
        return resolveAnnotation(type)
                .filter(annotation -> annotation != MFPProtected.class)
                .isPresent();
    }

    /**
     * Finds annotations that do not resolve to this copy of the library. Java either drops such an annotation or
     * resolves it to another copy.
     */
    private static List<String> findUnresolved(Class<?> part) {
        Optional<Class<?>> annotation = resolveAnnotation(part);
        if (annotation.equals(Optional.of(MFPProtected.class)) || !mentions(part)) {
            return List.of();
        }
        String reason = annotation.isPresent()
                ? "its class loader finds another copy of the library's @MFPProtected, which has no effect here"
                : "its class loader cannot find the library's @MFPProtected, so Java drops the annotation";
        return List.of(part.getName() + ": " + reason + "; put mfp-jaxrs-security next to this class");
    }

    private static Optional<Class<?>> resolveAnnotation(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || loader == MFPProtected.class.getClassLoader()) {
            return Optional.of(MFPProtected.class);
        }
        try {
            return Optional.of(Class.forName(MFPProtected.class.getName(), false, loader));
        } catch (ClassNotFoundException | LinkageError none) {
            return Optional.empty();
        }
    }

    private static boolean mentions(Class<?> part) {
        try (InputStream file = part.getResourceAsStream("/" + part.getName().replace('.', '/') + ".class")) {
            return file != null && new String(file.readAllBytes(), StandardCharsets.ISO_8859_1).contains(DESCRIPTOR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
