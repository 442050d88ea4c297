package io.github.mfpjaxrs.security.internal.runtime;

import java.lang.reflect.Method;

/**
 * A call of a sub-resource locator during a request.
 *
 * @param type the class of the resource on which it was called
 * @param locator the method, as the runtime identifies it
 */
public record LocatorCall(Class<?> type, Method locator) {}
