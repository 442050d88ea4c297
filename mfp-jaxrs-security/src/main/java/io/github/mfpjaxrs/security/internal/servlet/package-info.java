/**
 * Not an API: may change with any release.
 *
 * <p>What belongs here is loaded by servlet containers alone, and may know their API.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.servlet;

import org.jspecify.annotations.NullMarked;
