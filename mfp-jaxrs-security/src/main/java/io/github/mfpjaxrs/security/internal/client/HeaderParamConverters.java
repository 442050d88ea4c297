package io.github.mfpjaxrs.security.internal.client;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converts the REST client's header parameters. Without this provider, Jersey would use reflection to find a
 * conversion on every call. This class is public because runtimes instantiate it.
 */
public final class HeaderParamConverters implements ParamConverterProvider {

    private static final Map<Class<?>, ParamConverter<?>> CONVERTERS =
            Map.of(String.class, new Converter<>(Function.identity()), URI.class, new Converter<>(URI::create));

    /** Creates the provider, which has no state. */
    public HeaderParamConverters() {}

    @Override
    @SuppressWarnings("unchecked") // each class is mapped to a converter of its own type
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        return (ParamConverter<T>) CONVERTERS.get(type);
    }

    private record Converter<T>(Function<String, T> parser) implements ParamConverter<T> {

        @Override
        public T fromString(String value) {
            return parser.apply(value);
        }

        /**
         * Returns null if the value is null, so that the field is not sent. Jersey calls this method even for a null
         * value.
         */
        @Override
        public @Nullable String toString(@Nullable T value) {
            return value == null ? null : value.toString();
        }
    }
}
