package io.github.mfpjaxrs.security.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.internal.protection.TypeHierarchy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.ws.rs.GET;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BeanClassesTest {

    @AutoClose
    private final SeContainer beans = SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(OfBean.class, OneOfTwo.class, OtherOfTwo.class, Producer.class)
            .initialize();

    private final BeanClasses implementations = new BeanClasses(beans.getBeanManager());

    public interface Known {
        @GET
        String get();
    }

    public interface Twofold {
        @GET
        String get();
    }

    public interface Produced {
        @GET
        String get();
    }

    public interface Unknown {
        @GET
        String get();
    }

    @ApplicationScoped
    public static class OfBean implements Known {

        @Override
        public String get() {
            return "";
        }
    }

    @ApplicationScoped
    public static class OneOfTwo implements Twofold {

        @Override
        public String get() {
            return "";
        }
    }

    @ApplicationScoped
    public static class OtherOfTwo implements Twofold {

        @Override
        public String get() {
            return "";
        }
    }

    @ApplicationScoped
    public static class Producer {

        @Produces
        @ApplicationScoped
        Produced produce() {
            return () -> "";
        }
    }

    @Test
    @Tag("J30")
    void showsOnlyInterfacesWhenTheClassIsWrittenThenFalse() {
        assertThat(TypeHierarchy.showsOnlyInterfaces(OfBean.class)).isFalse();
        assertThat(TypeHierarchy.showsOnlyInterfaces(Known.class)).isFalse();
        assertThat(TypeHierarchy.showsOnlyInterfaces(String.class)).isFalse();
        assertThat(TypeHierarchy.showsOnlyInterfaces(
                        beans.select(OfBean.class).get().getClass()))
                .isFalse();
    }

    @Test
    @Tag("J30")
    void showsOnlyInterfacesWhenTheClassIsGeneratedThenTrue() {
        Known lambda = () -> "";

        assertThat(TypeHierarchy.showsOnlyInterfaces(proxy(Known.class))).isTrue();
        assertThat(TypeHierarchy.showsOnlyInterfaces(lambda.getClass())).isTrue();
        assertThat(TypeHierarchy.showsOnlyInterfaces(
                        beans.select(Produced.class).get().getClass()))
                .isTrue();
    }

    @Test
    @Tag("J30")
    void ofWhenABeanHasTheInterfaceThenItsClass() {
        assertThat(implementations.implementations(proxy(Known.class))).containsExactly(OfBean.class);
        assertThat(implementations.implementations(proxy(Known.class, Serializable.class)))
                .containsExactly(OfBean.class);
    }

    @Test
    @Tag("J30")
    void ofWhenSeveralBeansHaveTheInterfaceThenAllOfThem() {
        assertThat(implementations.implementations(proxy(Twofold.class)))
                .containsExactlyInAnyOrder(OneOfTwo.class, OtherOfTwo.class);
    }

    @Test
    @Tag("J30")
    void ofWhenTheBeanIsProducedThenNone() {
        assertThat(implementations.implementations(proxy(Produced.class))).isEmpty();
        assertThat(implementations.implementations(proxy(Known.class, Produced.class)))
                .isEmpty();
    }

    @Test
    @Tag("J30")
    void ofWhenNoBeanHasTheInterfaceThenNone() {
        assertThat(implementations.implementations(proxy(Unknown.class))).isEmpty();
    }

    private static Class<?> proxy(Class<?>... interfaces) {
        return Proxy.newProxyInstance(
                        BeanClassesTest.class.getClassLoader(), interfaces, (proxy, method, arguments) -> null)
                .getClass();
    }
}
