/**
 * Not an API: may change with any release.
 *
 * <p>Strict, bounded reading of JSON objects that a server has sent, and typed views of their members. Nothing here knows what a member means.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.json;

import org.jspecify.annotations.NullMarked;
