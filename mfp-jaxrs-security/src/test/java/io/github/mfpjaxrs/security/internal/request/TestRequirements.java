package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.protection.MethodRequirements;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import java.util.Set;

/** The requirements of classes that are not proxies, without a container. */
public final class TestRequirements {

    private TestRequirements() {}

    public static MethodRequirements by(ProtectionResolver resolver) {
        return new MethodRequirements(resolver, type -> Set.of());
    }

    static MethodRequirements withoutDefaultScope() {
        return by(new ProtectionResolver(RequiredScope.none()));
    }
}
