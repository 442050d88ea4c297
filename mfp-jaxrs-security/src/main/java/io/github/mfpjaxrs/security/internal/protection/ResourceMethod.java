package io.github.mfpjaxrs.security.internal.protection;

import java.lang.reflect.Method;

/** A resource method as the runtime identifies it. */
public record ResourceMethod(Class<?> type, Method method) {}
