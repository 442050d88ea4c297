/** Servlets, whose classes only servlet containers load. */
@NullMarked
package io.github.mfpjaxrs.security.it.extensions.app.servlet;

import org.jspecify.annotations.NullMarked;
