/**
 * Reports decisions to MobileFirst Analytics, in the same form as IBM's module for Node.js. Takes effect when it is
 * on the class path; nothing in it is part of the public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.analytics;

import org.jspecify.annotations.NullMarked;
