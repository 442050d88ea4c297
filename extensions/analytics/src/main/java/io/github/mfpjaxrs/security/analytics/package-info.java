/**
 * Reports decisions to MobileFirst Analytics, in the form in which IBM's module for Node.js does. Works by being on the
 * class path; nothing in it is an API.
 */
@NullMarked
package io.github.mfpjaxrs.security.analytics;

import org.jspecify.annotations.NullMarked;
