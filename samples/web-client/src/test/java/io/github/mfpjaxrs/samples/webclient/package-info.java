/** IBM's SDK in a browser, against this library on two runtimes, and the pictures of the documentation. */
@NullMarked
package io.github.mfpjaxrs.samples.webclient;

import org.jspecify.annotations.NullMarked;
