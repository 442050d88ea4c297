/** An account service, the page that uses it through IBM's SDK, and the server that puts both at one address. */
@NullMarked
package io.github.mfpjaxrs.samples.webclient;

import org.jspecify.annotations.NullMarked;
