/** Enterprise beans as root resources and sub-resources, and sub-resources created by producer methods. */
@NullMarked
package io.github.mfpjaxrs.security.it.app.ejb;

import org.jspecify.annotations.NullMarked;
