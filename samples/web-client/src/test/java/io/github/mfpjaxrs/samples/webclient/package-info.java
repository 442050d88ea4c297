/** Tests IBM's SDK in a browser against this library on two runtimes, and takes the pictures for the documentation. */
@NullMarked
package io.github.mfpjaxrs.samples.webclient;

import org.jspecify.annotations.NullMarked;
