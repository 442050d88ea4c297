package io.github.mfpjaxrs.security.internal.protection;

import java.lang.reflect.Method;

/**
 * A resource method as a runtime names it.
 *
 * @param type the resource class
 * @param method the method
 */
public record ResourceMethod(Class<?> type, Method method) {}
