/** Classes that are loaded only on runtimes with servlets. */
@NullMarked
package io.github.mfpjaxrs.security.it.extensions.app.servlet;

import org.jspecify.annotations.NullMarked;
