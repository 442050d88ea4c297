/**
 * Not an API: may change with any release.
 *
 * <p>What belongs here needs RESTEasy Reactive, the JAX-RS runtime of Quarkus, and is loaded where that is present.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.quarkus;

import org.jspecify.annotations.NullMarked;
