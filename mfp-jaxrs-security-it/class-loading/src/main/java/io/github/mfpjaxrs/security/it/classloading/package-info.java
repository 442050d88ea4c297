/** Where the library may lie: with an application, with several, or beside them. For servers that have such places. */
@NullMarked
package io.github.mfpjaxrs.security.it.classloading;

import org.jspecify.annotations.NullMarked;
