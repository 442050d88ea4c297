package io.github.mfpjaxrs.security.internal.runtime;

import java.lang.reflect.Method;

/**
 * A sub-resource locator that was called for a request.
 *
 * @param type the class of the resource that it was called on
 * @param locator the method, as the runtime names it
 */
public record LocatorCall(Class<?> type, Method locator) {}
