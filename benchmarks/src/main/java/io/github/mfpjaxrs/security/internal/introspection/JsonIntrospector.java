package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** An authorization server without a network. Its JSON responses are parsed like those of a real server. */
public final class JsonIntrospector implements TokenIntrospector {

    private final IntrospectionReader reader = new IntrospectionReader("default");
    private final UnaryOperator<String> answers;

    /**
     * @param answers returns the JSON response for a token
     */
    public JsonIntrospector(UnaryOperator<String> answers) {
        this.answers = answers;
    }

    @Override
    public IntrospectionResult introspect(String accessToken) {
        return reader.read(answers.apply(accessToken).getBytes(StandardCharsets.UTF_8));
    }
}
