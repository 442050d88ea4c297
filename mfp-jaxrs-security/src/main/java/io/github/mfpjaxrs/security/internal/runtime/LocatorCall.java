package io.github.mfpjaxrs.security.internal.runtime;

import java.lang.reflect.Method;

/**
 * A call to a sub-resource locator during a request.
 *
 * @param type the class of the resource on which the locator was called
 * @param locator the locator method as the runtime identifies it
 */
public record LocatorCall(Class<?> type, Method locator) {}
