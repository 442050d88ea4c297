package io.github.mfpjaxrs.security.it.shapes;

/** How a sub-resource locator declares and returns its result. */
enum Form {
    /** The sub-resource's own class. */
    OWN("%s", "new %s()"),
    /** A superclass or an interface of the sub-resource's class. */
    SUPERTYPE("%s", "new %s()"),
    OBJECT("Object", "new %s()"),
    CLASS_OF("Class<%s>", "%s.class"),
    CLASS_OF_ANY("Class<?>", "%s.class"),
    STAGE(
            "java.util.concurrent.CompletionStage<%s>",
            "java.util.concurrent.CompletableFuture.completedFuture(new %s())"),
    FUTURE("java.util.concurrent.Future<%s>", "java.util.concurrent.CompletableFuture.completedFuture(new %s())"),
    COMPLETABLE(
            "java.util.concurrent.CompletableFuture<%s>",
            "java.util.concurrent.CompletableFuture.completedFuture(new %s())"),
    OPTIONAL("java.util.Optional<%s>", "java.util.Optional.of(new %s())"),
    SUPPLIER("java.util.function.Supplier<%s>", "() -> new %s()"),
    UNI("io.smallrye.mutiny.Uni<%s>", "io.smallrye.mutiny.Uni.createFrom().item(new %s())");

    private final String type;
    private final String value;

    Form(String type, String value) {
        this.type = type;
        this.value = value;
    }

    String type(String declared) {
        return type.formatted(declared);
    }

    String value(String target) {
        return value.formatted(target);
    }

    /** Whether the result is asynchronous or wrapped. JAX-RS does not define such results for locators. */
    boolean isBoxed() {
        return switch (this) {
            case STAGE, FUTURE, COMPLETABLE, OPTIONAL, SUPPLIER, UNI -> true;
            case OWN, SUPERTYPE, OBJECT, CLASS_OF, CLASS_OF_ANY -> false;
        };
    }

    boolean isVague() {
        return this == OBJECT || this == CLASS_OF_ANY;
    }
}
