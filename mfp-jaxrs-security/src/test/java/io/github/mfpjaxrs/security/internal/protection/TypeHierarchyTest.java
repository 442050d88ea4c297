package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.internal.protection.foreign.Foreign;
import jakarta.ws.rs.GET;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which method Java executes, and which classes stand for others. */
@Tag("J17")
class TypeHierarchyTest {

    static class Top {

        public String get() {
            return "top";
        }
    }

    static class Middle extends Top {

        @Override
        public String get() {
            return "middle";
        }
    }

    static class Bottom extends Middle {

        @Override
        public String get() {
            return "bottom";
        }
    }

    @Test
    void classDeclarationsWhenTheHighestIsGivenThenNearestFirst() throws Exception {
        TypeHierarchy types = TypeHierarchy.of(Bottom.class);

        assertThat(types.classDeclarations(declared(Top.class, "get")))
                .extracting(Method::getDeclaringClass)
                .containsExactly(Bottom.class, Middle.class, Top.class);
        assertThat(types.invoked(declared(Top.class, "get"))).contains(declared(Bottom.class, "get"));
    }

    abstract static class Repository<T> {

        public abstract T find(T example);
    }

    static class Numbers extends Repository<Integer> {

        @Override
        public Integer find(Integer example) {
            return example;
        }
    }

    @Test
    void invokedWhenMethodIsABridgeThenTheMethodThatItCalls() throws Exception {
        Method bridge = Arrays.stream(Numbers.class.getDeclaredMethods())
                .filter(Method::isBridge)
                .findFirst()
                .orElseThrow();

        assertThat(TypeHierarchy.of(Numbers.class).invoked(bridge))
                .contains(Numbers.class.getMethod("find", Integer.class));
        assertThat(TypeHierarchy.declared(Numbers.class)).doesNotContain(bridge);
    }

    abstract static class ArrayRepository<T> {

        public abstract String findAll(T[] examples);
    }

    static class NumberArrays extends ArrayRepository<Integer> {

        @Override
        public String findAll(Integer[] examples) {
            return "numbers";
        }

        public String findAll(String[] examples) {
            return "texts";
        }
    }

    @Test
    void invokedWhenParameterIsAnArrayOfATypeVariableThenTheMethodThatFillsItIn() throws Exception {
        Method declared = ArrayRepository.class.getMethod("findAll", Object[].class);

        assertThat(TypeHierarchy.of(NumberArrays.class).invoked(declared))
                .contains(NumberArrays.class.getMethod("findAll", Integer[].class));
    }

    static class Helpers extends Top {

        private String hidden() {
            return "hidden";
        }

        static String shared() {
            return "shared";
        }
    }

    static class MoreHelpers extends Helpers {

        public String hidden() {
            return "unrelated";
        }
    }

    interface Contract {

        String hidden();
    }

    abstract static class ContractedHelpers extends MoreHelpers implements Contract {}

    @Test
    void declarationsWhenMethodIsPrivateOrStaticThenItAlone() throws Exception {
        for (String name : new String[] {"hidden", "shared"}) {
            Method method = declared(Helpers.class, name);

            assertThat(TypeHierarchy.of(ContractedHelpers.class).classDeclarations(method))
                    .containsExactly(method);
            assertThat(TypeHierarchy.of(ContractedHelpers.class).interfaceDeclarations(method))
                    .isEmpty();
        }
    }

    interface Readable {

        default String get() {
            return "interface";
        }
    }

    /** Does not override the package-private method, which is in another package. */
    static class BesideForeign extends Foreign implements Readable {

        @Override
        public String get() {
            return "mine";
        }
    }

    @Test
    void declarationsWhenMethodCannotBeOverriddenThenItAlone() throws Exception {
        Method foreign = declared(Foreign.class, "get");

        assertThat(TypeHierarchy.of(BesideForeign.class).classDeclarations(foreign))
                .containsExactly(foreign);
        assertThat(TypeHierarchy.of(BesideForeign.class).interfaceDeclarations(foreign))
                .isEmpty();
    }

    static class Guarded {

        protected String get() {
            return "protected";
        }
    }

    static class Opened extends Guarded implements Readable {

        @Override
        public String get() {
            return "public";
        }
    }

    @Test
    void interfaceDeclarationsWhenAProtectedMethodIsOverriddenByAPublicOneThenFound() throws Exception {
        assertThat(TypeHierarchy.of(Opened.class).interfaceDeclarations(declared(Guarded.class, "get")))
                .containsExactly(Readable.class.getMethod("get"));
    }

    public interface Balance {

        @GET
        String get();
    }

    public static class Plain {}

    public static class Resource {

        @GET
        public String get() {
            return "resource";
        }
    }

    public static class OfPlain extends Plain implements Balance {

        @Override
        public String get() {
            return "generated";
        }
    }

    public static class OfResource extends Resource implements Balance {}

    public static class OfGeneratedResource extends OfResource implements Balance {}

    public static class WithoutInterface extends Plain {}

    @Test
    @Tag("J30")
    void showsOnlyInterfacesWhenClassWasWrittenThenFalse() {
        assertThat(TypeHierarchy.showsOnlyInterfaces(OfPlain.class)).isFalse();
        assertThat(TypeHierarchy.showsOnlyInterfaces(Balance.class)).isFalse();
        assertThat(TypeHierarchy.showsOnlyInterfaces(String.class)).isFalse();
    }

    @Test
    @Tag("J30")
    void showsOnlyInterfacesWhenClassWasGeneratedThenUnlessItExtendsAWrittenResource() throws Exception {
        ClassLoader generating = new Generating(OfPlain.class, OfResource.class, WithoutInterface.class);

        assertThat(TypeHierarchy.showsOnlyInterfaces(generated(generating, OfPlain.class)))
                .isTrue();
        assertThat(TypeHierarchy.showsOnlyInterfaces(generated(generating, OfResource.class)))
                .isFalse();
        assertThat(TypeHierarchy.showsOnlyInterfaces(generated(generating, WithoutInterface.class)))
                .isFalse();
    }

    @Test
    @Tag("J30")
    void showsOnlyInterfacesWhenTheSuperclassWasGeneratedTooThenTrue() throws Exception {
        ClassLoader generating = new Generating(OfResource.class, OfGeneratedResource.class);

        assertThat(TypeHierarchy.showsOnlyInterfaces(generated(generating, OfGeneratedResource.class)))
                .isTrue();
    }

    @Test
    @Tag("J30")
    void showsOnlyInterfacesWhenProxyHasNoInterfaceThenFalse() {
        ClassLoader loader = getClass().getClassLoader();

        assertThat(TypeHierarchy.showsOnlyInterfaces(proxy(loader))).isFalse();
        assertThat(TypeHierarchy.showsOnlyInterfaces(proxy(loader, Balance.class)))
                .isTrue();
    }

    private static Class<?> proxy(ClassLoader loader, Class<?>... interfaces) {
        return Proxy.newProxyInstance(loader, interfaces, (proxy, method, arguments) -> null)
                .getClass();
    }

    private static Class<?> generated(ClassLoader loader, Class<?> type) throws ClassNotFoundException {
        return Class.forName(type.getName(), false, loader);
    }

    private static Method declared(Class<?> type, String name) throws NoSuchMethodException {
        return type.getDeclaredMethod(name);
    }

    /** Has no files for the classes that it defines, like libraries that generate classes at run time. */
    private static final class Generating extends DefiningClassLoader {

        Generating(Class<?>... own) {
            super(own);
        }

        @Override
        public URL getResource(String name) {
            return defines(name.replaceFirst("\\.class$", "").replace('/', '.')) ? null : super.getResource(name);
        }
    }
}
