/** A service that accepts tokens of MobileFirst and of Keycloak. */
@NullMarked
package io.github.mfpjaxrs.samples.twoservers;

import org.jspecify.annotations.NullMarked;
