package io.github.mfpjaxrs.security.it.shapes;

import java.util.Optional;

/**
 * One declaration of a method. Declarations with the same name in one hierarchy have the same parameters, so the name
 * identifies overriding methods.
 *
 * @param name the method's name, which is also its path
 * @param annotated whether it has the JAX-RS annotations that its role requires
 * @param returns the declared return type of a resource method
 * @param body whether it takes the request's body, typed by the type variable if its type has one
 * @param lead the target of a locator
 */
record MethodShape(
        String name,
        Role role,
        Visibility visibility,
        boolean isStatic,
        Body implementation,
        boolean isFinal,
        boolean annotated,
        Placement says,
        Returned returns,
        boolean body,
        Optional<Lead> lead) {

    enum Role {
        RESOURCE,
        LOCATOR,
        /** Not a JAX-RS method. */
        OTHER
    }

    enum Visibility {
        PUBLIC("public "),
        PROTECTED("protected "),
        PACKAGE(""),
        PRIVATE("private ");

        final String source;

        Visibility(String source) {
            this.source = source;
        }
    }

    enum Body {
        CONCRETE,
        ABSTRACT,
        /** In an interface. */
        DEFAULT
    }

    enum Returned {
        STRING,
        CHARACTERS,
        /** {@code T} in a generic type, {@code String} in others. */
        VARIABLE
    }

    /**
     * The target of a locator.
     *
     * @param target the class of the sub-resource
     * @param declared the type that the declaration names, if the form names one
     */
    record Lead(String target, Form form, String declared) {}

    MethodShape says(Placement other) {
        return new MethodShape(
                name, role, visibility, isStatic, implementation, isFinal, annotated, other, returns, body, lead);
    }

    MethodShape annotated(boolean is) {
        return new MethodShape(
                name, role, visibility, isStatic, implementation, isFinal, is, says, returns, body, lead);
    }

    MethodShape visible(Visibility by) {
        return new MethodShape(name, role, by, isStatic, implementation, isFinal, annotated, says, returns, body, lead);
    }

    MethodShape implemented(Body how) {
        return new MethodShape(name, role, visibility, isStatic, how, false, annotated, says, returns, body, lead);
    }

    MethodShape plain() {
        return new MethodShape(
                name, role, visibility, isStatic, implementation, false, annotated, says, Returned.STRING, body, lead);
    }

    MethodShape leading(Lead where) {
        return new MethodShape(
                name,
                role,
                visibility,
                isStatic,
                implementation,
                isFinal,
                annotated,
                says,
                returns,
                body,
                Optional.of(where));
    }

    /** Whether anything can override or implement it, ignoring package and visibility. */
    boolean isVirtual() {
        return !isStatic && visibility != Visibility.PRIVATE;
    }
}
