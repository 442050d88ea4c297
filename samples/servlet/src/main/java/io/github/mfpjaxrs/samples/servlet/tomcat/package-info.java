/** Runs the intranet on an embedded Tomcat. Not part of the WAR. */
@NullMarked
package io.github.mfpjaxrs.samples.servlet.tomcat;

import org.jspecify.annotations.NullMarked;
