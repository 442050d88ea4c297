package io.github.mfpjaxrs.security.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.shapes.Hierarchy.Declared;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J25")
class ShapeGeneratorTest {

    private static final int SHAPES = 150;

    @Test
    void compileWhenGeneratedThenLegalJava() {
        Map<String, String> sources = new LinkedHashMap<>();
        LongStream.range(0, 10 * SHAPES)
                .mapToObj(seed -> ShapeGenerator.generate(seed, false))
                .forEach(shape -> sources.putAll(SourceWriter.ofShapes().sources(shape)));

        Map<String, byte[]> classes = SourceCompiler.compile(sources);

        assertThat(classes.keySet()).containsAll(sources.keySet());
    }

    @Test
    void generateWhenSeedIsTheSameThenShapeIsTheSame() {
        assertThat(ShapeGenerator.generate(7, false)).isEqualTo(ShapeGenerator.generate(7, false));
        assertThat(ShapeGenerator.generate(8, false)).isNotEqualTo(ShapeGenerator.generate(7, false));
    }

    /** Compares the model with the method that Java itself runs. */
    @Test
    void runsWhenCalledThenItIsTheMethodThatTheModelNames() throws Exception {
        int compared = 0;
        for (long seed = 0; seed < SHAPES; seed++) {
            Shape shape = ShapeGenerator.generate(seed, false);
            ClassLoader loader =
                    new Loader(SourceCompiler.compile(SourceWriter.ofShapes().sources(shape)));
            Hierarchy java = new Hierarchy(shape);
            for (TypeShape type :
                    shape.types().stream().filter(Hierarchy::isConcrete).toList()) {
                Class<?> loaded = loader.loadClass(shape.qualified(type));
                for (Method method : loaded.getMethods()) {
                    if (method.getDeclaringClass() != Object.class
                            && method.getReturnType() == String.class
                            && !Modifier.isStatic(method.getModifiers())
                            && method.getParameterCount() == 0) {
                        var constructor = loaded.getDeclaredConstructor();
                        constructor.setAccessible(true);
                        method.setAccessible(true);
                        Declared expected = java.runs(type, method.getName()).orElseThrow();
                        assertThat(method.invoke(constructor.newInstance()))
                                .isEqualTo(SourceWriter.id(shape, expected.type(), method.getName()));
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(SHAPES);
    }

    private static final class Loader extends ClassLoader {

        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(ShapeGeneratorTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
