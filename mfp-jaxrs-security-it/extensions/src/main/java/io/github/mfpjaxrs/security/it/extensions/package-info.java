/**
 * Tests the extensions on each runtime. Each archive contains the library and an extension's jar, while the runtime
 * provides the API that the extension uses. The module's POM explains how to add a test.
 */
@NullMarked
package io.github.mfpjaxrs.security.it.extensions;

import org.jspecify.annotations.NullMarked;
