package io.github.mfpjaxrs.security.internal.protection;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the type variables of a class's supertypes stand for, seen from that class. A variable that nothing fills in, as
 * with raw types, stands for its bound.
 */
final class TypeArguments {

    private final Map<TypeVariable<?>, Type> known = new HashMap<>();

    private TypeArguments() {}

    static TypeArguments seenFrom(Class<?> type) {
        TypeArguments arguments = new TypeArguments();
        arguments.readSupertypes(type);
        return arguments;
    }

    /** The erased types of a method's parameters, with type variables filled in. */
    List<Class<?>> erasedParameters(Method method) {
        return Arrays.stream(method.getGenericParameterTypes())
                .<Class<?>>map(this::erasure)
                .toList();
    }

    /** A type as a class, with type variables filled in; the bound of what is not known. */
    Class<?> erasure(Type type) {
        if (type instanceof Class<?> exact) {
            return exact;
        }
        if (type instanceof ParameterizedType parameterized) {
            return erasure(parameterized.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return erasure(array.getGenericComponentType()).arrayType();
        }
        if (type instanceof WildcardType wildcard) {
            return erasure(wildcard.getUpperBounds()[0]);
        }
        TypeVariable<?> variable = (TypeVariable<?>) type;
        Type argument = known.get(variable);
        return erasure(argument == null || argument.equals(variable) ? variable.getBounds()[0] : argument);
    }

    private void readSupertypes(Class<?> type) {
        if (type.getGenericSuperclass() != null) {
            read(type.getGenericSuperclass());
        }
        Arrays.stream(type.getGenericInterfaces()).forEach(this::read);
    }

    private void read(Type supertype) {
        if (supertype instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = ((Class<?>) parameterized.getRawType()).getTypeParameters();
            Type[] values = parameterized.getActualTypeArguments();
            for (int i = 0; i < variables.length; i++) {
                known.putIfAbsent(variables[i], values[i]);
            }
        }
        readSupertypes(erasure(supertype));
    }
}
