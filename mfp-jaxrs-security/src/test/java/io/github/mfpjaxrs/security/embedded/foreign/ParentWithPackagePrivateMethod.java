package io.github.mfpjaxrs.security.embedded.foreign;

/** A superclass with a method that subclasses in other packages do not inherit, and whose signature they can reuse. */
public class ParentWithPackagePrivateMethod {

    String other() {
        return "not called";
    }
}
