package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.annotation.security.PermitAll;

/** Has a private method with the same name as its subclass's (J17). */
public class PrivateBase {

    String readable() {
        return get();
    }

    @PermitAll
    private String get() {
        return "private";
    }
}
