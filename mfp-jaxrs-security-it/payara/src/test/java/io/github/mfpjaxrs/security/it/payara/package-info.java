/** Launches instances on Payara Micro. */
@NullMarked
package io.github.mfpjaxrs.security.it.payara;

import org.jspecify.annotations.NullMarked;
