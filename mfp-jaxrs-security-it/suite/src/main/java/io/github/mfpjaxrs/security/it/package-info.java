/** The suite: what a client of a deployed application sees, on whatever runtime it is deployed. */
@NullMarked
package io.github.mfpjaxrs.security.it;

import org.jspecify.annotations.NullMarked;
