/**
 * Reports decisions to MobileFirst Analytics in the same form as IBM's Node.js module. This extension takes effect
 * when its jar is on the class path. Nothing in this package is part of the public API.
 */
@NullMarked
package io.github.mfpjaxrs.security.analytics;

import org.jspecify.annotations.NullMarked;
