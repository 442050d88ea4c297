/** Runs the intranet on an embedded Tomcat. The WAR does not contain this package. */
@NullMarked
package io.github.mfpjaxrs.samples.servlet.tomcat;

import org.jspecify.annotations.NullMarked;
