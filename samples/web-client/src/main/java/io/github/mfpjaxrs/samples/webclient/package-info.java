/**
 * An account service, a page that calls the service with IBM's SDK, and a web server that makes both available at the
 * same origin.
 */
@NullMarked
package io.github.mfpjaxrs.samples.webclient;

import org.jspecify.annotations.NullMarked;
