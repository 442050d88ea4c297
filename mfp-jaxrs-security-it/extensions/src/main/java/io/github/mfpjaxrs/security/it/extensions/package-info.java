/**
 * Tests the extensions on each runtime. Archives contain the library and an extension's jar, while the runtime
 * provides the API and its implementation. The module's POM explains how to add a test.
 */
@NullMarked
package io.github.mfpjaxrs.security.it.extensions;

import org.jspecify.annotations.NullMarked;
