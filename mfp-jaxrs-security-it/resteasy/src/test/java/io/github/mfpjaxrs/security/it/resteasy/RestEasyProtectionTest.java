package io.github.mfpjaxrs.security.it.resteasy;

import io.github.mfpjaxrs.security.catalogue.ProtectionPlacementSuite;
import io.github.mfpjaxrs.security.catalogue.RuntimeUnderTest;

/** Runs section 4 of the test catalogue on RESTEasy. */
class RestEasyProtectionTest extends ProtectionPlacementSuite {

    @Override
    protected RuntimeUnderTest runtime() {
        return new RestEasyRuntime();
    }
}
