package io.github.mfpjaxrs.security.internal.protection.foreign;

import jakarta.annotation.security.PermitAll;

/** A superclass in another package, whose package-private method no subclass outside can override. */
public class Foreign {

    @PermitAll
    String get() {
        return "foreign";
    }
}
