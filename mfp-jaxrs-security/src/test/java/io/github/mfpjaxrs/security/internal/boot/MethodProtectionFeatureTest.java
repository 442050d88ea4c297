package io.github.mfpjaxrs.security.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class MethodProtectionFeatureTest {

    @Test
    void configureWhenBeansAreNotFoundThenRefused() {
        FeatureContext context = (FeatureContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FeatureContext.class}, (proxy, called, arguments) -> null);

        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Resource.class)
                .initialize()) {
            assertThat(container.isRunning()).isTrue();
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> new MethodProtectionFeature().configure(new Info(), context))
                    .withMessageContaining("CDI does not find the library's beans");
        }
    }

    private static final class Info implements ResourceInfo {

        @Override
        public Method getResourceMethod() {
            try {
                return Resource.class.getDeclaredMethod("get");
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Class<?> getResourceClass() {
            return Resource.class;
        }
    }

    static class Resource {

        @GET
        @MFPProtected
        String get() {
            return "secret";
        }
    }
}
