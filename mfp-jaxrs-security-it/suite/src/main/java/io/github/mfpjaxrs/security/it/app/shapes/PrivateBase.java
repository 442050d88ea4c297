package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.annotation.security.PermitAll;

/** Has an open private method with the same name as a protected method of its subclass (J17). */
public class PrivateBase {

    String readable() {
        return get();
    }

    @PermitAll
    private String get() {
        return "private";
    }
}
