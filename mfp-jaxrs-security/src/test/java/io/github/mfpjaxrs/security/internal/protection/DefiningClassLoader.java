package io.github.mfpjaxrs.security.internal.protection;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Defines copies of some of the tests' classes. The parent loads all other classes. */
class DefiningClassLoader extends ClassLoader {

    private final Set<String> own;

    DefiningClassLoader(Class<?>... own) {
        super(DefiningClassLoader.class.getClassLoader());
        this.own = Arrays.stream(own).map(Class::getName).collect(Collectors.toSet());
    }

    final boolean defines(String name) {
        return own.contains(name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!defines(name)) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
