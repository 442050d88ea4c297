/**
 * Tests of the extensions on each runtime. An archive brings the library and the jar of the extension; its API and what
 * implements that are the runtime's. The module's POM says how to add a test.
 */
@NullMarked
package io.github.mfpjaxrs.security.it.extensions;

import org.jspecify.annotations.NullMarked;
