/** The test kit, seen from real clients. */
@NullMarked
package io.github.mfpjaxrs.security.testkit;

import org.jspecify.annotations.NullMarked;
