package io.github.mfpjaxrs.security.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.ext.ParamConverter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderParamConvertersTest {

    private final HeaderParamConverters values = new HeaderParamConverters();

    @Test
    void getConverterWhenFieldOfACallThenThereIsOne() {
        List<Parameter> fields = Arrays.stream(AuthorizationServerApi.class.getMethods())
                .map(Method::getParameters)
                .flatMap(Arrays::stream)
                .filter(parameter -> parameter.isAnnotationPresent(HeaderParam.class))
                .toList();

        assertThat(fields)
                .hasSizeGreaterThan(2)
                .allSatisfy(field -> assertThat(converter(field.getType())).isNotNull());
    }

    @Test
    void toStringWhenReadAgainThenTheSame() {
        URI endpoint = URI.create("https://mfp.example.com/az/v1/introspection?a=%20b");
        ParamConverter<URI> converter = converter(URI.class);

        assertThat(converter.toString(endpoint)).isEqualTo("https://mfp.example.com/az/v1/introspection?a=%20b");
        assertThat(converter.fromString(converter.toString(endpoint))).isEqualTo(endpoint);
        assertThat(converter(String.class).toString("Bearer t")).isEqualTo("Bearer t");
    }

    @Test
    void getConverterWhenAnotherTypeThenNone() {
        assertThat(converter(Integer.class)).isNull();
    }

    private <T> ParamConverter<T> converter(Class<T> type) {
        return values.getConverter(type, type, new Annotation[0]);
    }
}
