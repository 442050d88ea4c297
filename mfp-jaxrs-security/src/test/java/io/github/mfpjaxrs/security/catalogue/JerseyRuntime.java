package io.github.mfpjaxrs.security.catalogue;

import io.github.mfpjaxrs.security.embedded.EmbeddedApplication;
import java.net.URI;

/** Jersey, Weld SE and SmallRye Config: the embedded stack. */
final class JerseyRuntime implements RuntimeUnderTest {

    @Override
    public Running start(Deployment deployment) {
        EmbeddedApplication.Builder builder = EmbeddedApplication.Builder.unconfigured()
                .application(deployment.application())
                .beans(deployment.beanClasses().toArray(Class<?>[]::new));
        deployment.config().forEach(builder::config);
        EmbeddedApplication application = builder.start();
        return new Running() {
            @Override
            public URI baseUri() {
                return application.uri("");
            }

            @Override
            public <T> T bean(Class<T> type) {
                return application.bean(type);
            }

            @Override
            public void close() {
                application.close();
            }
        };
    }
}
