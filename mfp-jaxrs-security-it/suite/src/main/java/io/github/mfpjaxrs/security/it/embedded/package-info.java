/** A container for runtimes without an Arquillian adapter. */
@NullMarked
package io.github.mfpjaxrs.security.it.embedded;

import org.jspecify.annotations.NullMarked;
