package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.RequiredScope;
import java.util.Set;

/** The requirements of classes that are no proxies, without a container. */
final class TestRequirements {

    private TestRequirements() {}

    static MethodRequirements by(ProtectionResolver resolver) {
        return new MethodRequirements(resolver, type -> Set.of());
    }

    static MethodRequirements withoutDefaultScope() {
        return by(new ProtectionResolver(RequiredScope.none()));
    }
}
