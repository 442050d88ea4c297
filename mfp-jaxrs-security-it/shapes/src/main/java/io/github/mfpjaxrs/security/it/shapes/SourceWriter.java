package io.github.mfpjaxrs.security.it.shapes;

import io.github.mfpjaxrs.security.it.shapes.MethodShape.Body;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Lead;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Role;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Visibility;
import io.github.mfpjaxrs.security.it.shapes.TypeShape.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes shapes as Java sources. A shape's twin is the same shape without security annotations except
 * {@code @PermitAll}, after which Payara requires a login. If a method does not run in the twin, no request can reach
 * it on this runtime.
 */
final class SourceWriter {

    static final String APPLICATION = "generated.GeneratedApplication";

    private final boolean twin;

    private SourceWriter(boolean twin) {
        this.twin = twin;
    }

    static SourceWriter ofShapes() {
        return new SourceWriter(false);
    }

    static SourceWriter ofTwins() {
        return new SourceWriter(true);
    }

    /** Returns a shape's sources by qualified class name. */
    Map<String, String> sources(Shape shape) {
        Map<String, String> sources = new LinkedHashMap<>();
        shape.types().forEach(type -> sources.put(shape.qualified(type), source(shape, type)));
        return sources;
    }

    /** Returns the sources of the {@code Application} and of the types from which it inherits annotations. */
    Map<String, String> application(ApplicationShape application, List<Shape> shapes) {
        String listed = shapes.stream()
                .flatMap(shape -> shape.roots().stream().map(root -> shape.qualified(root) + ".class"))
                .collect(Collectors.joining(",\n                "));
        String getClasses = application.lists() ? """

                    @Override
                    public java.util.Set<Class<?>> getClasses() {
                        return java.util.Set.of(
                                %s);
                    }
                """.formatted(listed) : "";
        return Map.of(
                "generated.ApplicationInterface",
                "package generated;\n\n" + annotations(application.ofInterface())
                        + "public interface ApplicationInterface {}\n",
                "generated.ApplicationBase",
                "package generated;\n\n" + annotations(application.ofSuperclass())
                        + "public abstract class ApplicationBase extends jakarta.ws.rs.core.Application {}\n",
                APPLICATION,
                """
                package generated;

                %s@jakarta.enterprise.context.ApplicationScoped
                @jakarta.ws.rs.ApplicationPath("/api")
                public class GeneratedApplication extends ApplicationBase implements ApplicationInterface {%s}
                """.formatted(annotations(application.own()), getClasses));
    }

    /** Returns all sources as one text that can be copied into a test. */
    static String listing(Shape shape) {
        SourceWriter writer = ofShapes();
        Map<String, String> all = new LinkedHashMap<>(writer.sources(shape));
        if (shape.application() != ApplicationShape.PLAIN) {
            all.putAll(writer.application(shape.application(), List.of(shape)));
        }
        return all.entrySet().stream()
                .map(source -> "// " + source.getKey().replace('.', '/') + ".java\n" + source.getValue())
                .collect(Collectors.joining("\n"));
    }

    private String annotations(Placement says) {
        Placement written = twin ? says.ofRuntime() : says;
        return written.source().stream().map(a -> a + "\n").collect(Collectors.joining());
    }

    private String source(Shape shape, TypeShape type) {
        StringBuilder source = new StringBuilder("package ")
                .append(shape.home())
                .append('.')
                .append(type.place())
                .append(";\n\n")
                .append(annotations(type.says()));
        if (type.kind() == Kind.ANNOTATION) {
            return source.append(
                            "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)\npublic @interface ")
                    .append(type.name())
                    .append(" {}\n")
                    .toString();
        }
        type.meta()
                .ifPresent(meta -> source.append('@')
                        .append(shape.qualified(shape.type(meta)))
                        .append('\n'));
        type.path()
                .ifPresent(path -> source.append("@jakarta.ws.rs.Path(\"")
                        .append(shape.home())
                        .append(path)
                        .append("\")\n"));
        source.append(type.scope().source)
                .append(type.isPublic() ? "public " : "")
                .append(type.isFinal() ? "final " : "")
                .append(
                        switch (type.kind()) {
                            case CLASS -> "class ";
                            case ABSTRACT_CLASS -> "abstract class ";
                            case INTERFACE -> "interface ";
                            case ANNOTATION -> "@interface ";
                        })
                .append(type.name())
                .append(type.generic() ? "<T> " : " ");
        type.parent()
                .ifPresent(parent -> source.append("extends ")
                        .append(reference(shape, type, parent))
                        .append(' '));
        if (!type.interfaces().isEmpty()) {
            source.append(type.isInterface() ? "extends " : "implements ")
                    .append(type.interfaces().stream()
                            .map(name -> reference(shape, type, name))
                            .collect(Collectors.joining(", ")))
                    .append(' ');
        }
        source.append("{\n");
        type.methods().forEach(method -> source.append(source(shape, type, method)));
        return source.append("}\n").toString();
    }

    /**
     * Returns a supertype's name. The type argument of a generic supertype is the subtype's own type variable or
     * {@code String}.
     */
    private static String reference(Shape shape, TypeShape from, String to) {
        TypeShape type = shape.type(to);
        String argument = from.generic() ? "<T>" : "<String>";
        return shape.qualified(type) + (type.generic() ? argument : "");
    }

    private String source(Shape shape, TypeShape type, MethodShape method) {
        StringBuilder source = new StringBuilder();
        String says = annotations(method.says()).strip();
        if (!says.isEmpty()) {
            source.append("    ").append(says.replace("\n", "\n    ")).append('\n');
        }
        if (method.annotated()) {
            source.append("    ")
                    .append(
                            method.role() == Role.LOCATOR
                                    ? ""
                                    : method.body() ? "@jakarta.ws.rs.POST " : "@jakarta.ws.rs.GET ")
                    .append("@jakarta.ws.rs.Path(\"")
                    .append(method.name())
                    .append("\")\n");
        }
        String variable = type.generic() && !method.isStatic() ? "T" : "String";
        source.append("    ")
                .append(modifiers(type, method))
                .append(method.lead().map(lead -> declared(shape, lead)).orElseGet(() -> switch (method.returns()) {
                    case STRING -> "String";
                    case CHARACTERS -> "CharSequence";
                    case VARIABLE -> variable;
                }))
                .append(' ')
                .append(method.name())
                .append(method.body() ? "(" + variable + " sent)" : "()");
        if (method.implementation() == Body.ABSTRACT) {
            return source.append(";\n\n").toString();
        }
        String value = method.lead()
                .map(lead -> lead.form().value(named(shape, lead.target())))
                .orElseGet(() -> (method.returns() == MethodShape.Returned.VARIABLE && variable.equals("T")
                                ? "(T) (Object) "
                                : "")
                        + '"'
                        + id(shape, type, method.name())
                        + '"');
        return source.append(" { return ").append(value).append("; }\n\n").toString();
    }

    private static String declared(Shape shape, Lead lead) {
        TypeShape type = shape.type(lead.declared());
        String name = shape.qualified(type) + (type.generic() ? "<String>" : "");
        return lead.form().type(name);
    }

    private static String named(Shape shape, String type) {
        return shape.qualified(shape.type(type));
    }

    private static String modifiers(TypeShape type, MethodShape method) {
        String how = switch (method.implementation()) {
            case ABSTRACT -> type.isInterface() ? "" : "abstract ";
            case DEFAULT -> "default ";
            case CONCRETE -> "";
        };
        Visibility visibility = method.visibility();
        return (type.isInterface() && visibility == Visibility.PUBLIC ? "" : visibility.source)
                + (method.isStatic() ? "static " : "")
                + how
                + (method.isFinal() ? "final " : "");
    }

    /** Returns a method's response, which identifies the method. */
    static String id(Shape shape, TypeShape type, String method) {
        return "ran:" + shape.qualified(type) + "#" + method;
    }

    static Optional<String> declaring(String id) {
        return id.startsWith("ran:") && id.contains("#")
                ? Optional.of(id.substring(id.lastIndexOf('.') + 1, id.indexOf('#')))
                : Optional.empty();
    }
}
