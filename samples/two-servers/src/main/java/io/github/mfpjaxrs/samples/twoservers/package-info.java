/** A service that accepts tokens from both MobileFirst and Keycloak. */
@NullMarked
package io.github.mfpjaxrs.samples.twoservers;

import org.jspecify.annotations.NullMarked;
