/** A container for runtimes that have no Arquillian adapter of their own. */
@NullMarked
package io.github.mfpjaxrs.security.it.embedded;

import org.jspecify.annotations.NullMarked;
