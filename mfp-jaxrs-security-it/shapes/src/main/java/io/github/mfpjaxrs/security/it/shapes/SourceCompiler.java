package io.github.mfpjaxrs.security.it.shapes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources in memory against the test class path. */
final class SourceCompiler {

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    /** Thrown if the sources do not compile. */
    static final class IllegalSourceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Set<String> packages;

        IllegalSourceException(String message, Set<String> packages) {
            super(message);
            this.packages = packages;
        }

        /** Returns the top-level packages of the classes with errors. */
        Set<String> packages() {
            return packages;
        }
    }

    private SourceCompiler() {}

    /**
     * Compiles sources.
     *
     * @param sources the source texts by class name
     * @return the class files by class name
     * @throws IllegalSourceException if the sources do not compile; its message contains the compiler's errors
     */
    static Map<String, byte[]> compile(Map<String, String> sources) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager standard = JAVAC.getStandardFileManager(diagnostics, null, null);
                InMemory files = new InMemory(standard)) {
            boolean compiled = JAVAC.getTask(
                            null,
                            files,
                            diagnostics,
                            List.of("-nowarn", "-proc:none", "-parameters", "-Xmaxerrs", "100000", "--release", "17"),
                            null,
                            sources.entrySet().stream()
                                    .map(source -> new Source(source.getKey(), source.getValue()))
                                    .toList())
                    .call();
            if (!compiled) {
                List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.getDiagnostics().stream()
                        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                        .toList();
                throw new IllegalSourceException(
                        errors.stream().map(Object::toString).collect(Collectors.joining("\n")),
                        errors.stream()
                                .flatMap(error -> Stream.ofNullable(error.getSource()))
                                .map(source -> source.getName().split("/")[1])
                                .collect(Collectors.toSet()));
            }
            return files.classes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String content;

        Source(String className, String content) {
            super(URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.content = content;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }

    private static final class Compiled extends SimpleJavaFileObject {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Compiled(String className) {
            super(URI.create("bytes:///" + className.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, Compiled> compiled = new HashMap<>();

        InMemory(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return compiled.computeIfAbsent(className, Compiled::new);
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            compiled.forEach((name, file) -> classes.put(name, file.bytes.toByteArray()));
            return classes;
        }
    }
}
