package io.github.mfpjaxrs.security.internal.jaxrs;

import java.lang.reflect.Method;

/**
 * A resource method as a runtime names it.
 *
 * @param type the resource class
 * @param method the method
 */
record ResourceMethod(Class<?> type, Method method) {}
