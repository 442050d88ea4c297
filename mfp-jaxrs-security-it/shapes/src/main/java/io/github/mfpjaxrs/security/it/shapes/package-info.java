/**
 * Random but legal resource classes, and a model that says who may call which of their methods. The model works on the
 * generator's own description of the classes and shares no code with the library.
 */
@NullMarked
package io.github.mfpjaxrs.security.it.shapes;

import org.jspecify.annotations.NullMarked;
