package io.github.mfpjaxrs.security.it.shapes;

import java.util.Optional;

/**
 * A method declaration. Declarations with the same name in a hierarchy have the same parameters, so the name
 * identifies overriding methods.
 *
 * @param name the method's name, which is also its path
 * @param annotated whether the method has the JAX-RS annotations that its role requires
 * @param returns the declared return type of a resource method
 * @param body whether the method takes the request body as a parameter, typed with the declaring type's variable if
 *     there is one
 * @param lead the target, if the method is a locator
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
        /** The body of a default method in an interface. */
        DEFAULT
    }

    enum Returned {
        STRING,
        CHARACTERS,
        /** {@code T} in a generic type, otherwise {@code String}. */
        VARIABLE
    }

    /**
     * A locator's target.
     *
     * @param target the sub-resource's class
     * @param declared the type named in the return type, if the form names one
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

    /** Whether the method is neither static nor private and can therefore take part in overriding. */
    boolean isVirtual() {
        return !isStatic && visibility != Visibility.PRIVATE;
    }
}
