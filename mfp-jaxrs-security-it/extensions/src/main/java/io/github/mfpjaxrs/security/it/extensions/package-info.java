/**
 * Tests of the extensions on each runtime. An archive contains the library and the extension's jar. The runtime
 * provides the API and its implementation. The module's POM says how to add a test.
 */
@NullMarked
package io.github.mfpjaxrs.security.it.extensions;

import org.jspecify.annotations.NullMarked;
