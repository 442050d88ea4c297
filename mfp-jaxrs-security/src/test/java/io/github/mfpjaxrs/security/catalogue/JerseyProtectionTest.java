package io.github.mfpjaxrs.security.catalogue;

/** Section 4 on Jersey. */
class JerseyProtectionTest extends ProtectionPlacementSuite {

    @Override
    protected RuntimeUnderTest runtime() {
        return new JerseyRuntime();
    }
}
