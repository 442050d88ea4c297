/** An intranet whose servlet, static page and resource are protected by configuration. */
@NullMarked
package io.github.mfpjaxrs.samples.servlet;

import org.jspecify.annotations.NullMarked;
