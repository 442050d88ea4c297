/** Enterprise beans as resources and as sub-resources, and beans that a producer creates. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.ejb;

import org.jspecify.annotations.NullMarked;
