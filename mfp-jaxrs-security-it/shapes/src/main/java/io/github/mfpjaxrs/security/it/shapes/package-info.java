/**
 * Random but legal resource classes, and a model that predicts which callers are allowed to call their methods. The
 * model works on the generator's description of the classes and shares no code with the library.
 */
@NullMarked
package io.github.mfpjaxrs.security.it.shapes;

import org.jspecify.annotations.NullMarked;
