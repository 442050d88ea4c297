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
 * The type arguments of a class's supertypes. A type variable without an argument, as in a raw type, resolves to its
 * bound.
 */
final class TypeArguments {

    private final Map<TypeVariable<?>, Type> known = new HashMap<>();

    private TypeArguments() {}

    static TypeArguments of(Class<?> type) {
        TypeArguments arguments = new TypeArguments();
        arguments.readSupertypes(type);
        return arguments;
    }

    /** Returns a method's erased parameter types after resolving type variables. */
    List<Class<?>> erasedParameters(Method method) {
        return Arrays.stream(method.getGenericParameterTypes())
                .<Class<?>>map(this::erasure)
                .toList();
    }

    /**
     * Returns the erasure of a type after resolving its type variables. An unresolvable variable erases to its bound.
     */
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
