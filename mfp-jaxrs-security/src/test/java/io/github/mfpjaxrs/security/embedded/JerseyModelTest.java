package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.ModelProcessor;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.server.model.ResourceModel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features that only Jersey has: methods added to resources, programmatic resources and wrapped applications. */
class JerseyModelTest {

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    @Path("protected")
    @MFPProtected("accessRestricted")
    public static class Protected {

        @GET
        public String get() {
            return "secret";
        }
    }

    @Path("open")
    public static class Open {

        @GET
        public String get() {
            return "open";
        }
    }

    /** Adds a method to each resource, as Jersey MVC does for implicit views. */
    public static class Adding implements ModelProcessor {

        @Override
        public ResourceModel processResourceModel(ResourceModel model, Configuration configuration) {
            ResourceModel.Builder processed = new ResourceModel.Builder(false);
            for (Resource resource : model.getResources()) {
                Resource.Builder extended = Resource.builder(resource);
                extended.addChildResource("view").addMethod("GET").handledBy(View.class);
                extended.addMethod("PUT").handledBy(View.class);
                processed.addResource(extended.build());
            }
            return processed.build();
        }

        @Override
        public ResourceModel processSubResource(ResourceModel model, Configuration configuration) {
            return model;
        }
    }

    /** A handler without annotations. */
    public static class View implements Inflector<ContainerRequestContext, Response> {

        @Override
        public Response apply(ContainerRequestContext request) {
            return Response.ok("view").build();
        }
    }

    @Test
    @Tag("J16")
    void requestWhenMethodWasAddedToAProtectedResourceThenItRequiresTheSame() throws Exception {
        try (EmbeddedApplication application = EmbeddedApplication.against(server)
                .application(new ResourceConfig(Protected.class, Open.class, Adding.class))
                .start()) {
            assertThat(application.get("protected/view").statusCode()).isEqualTo(401);
            assertThat(application.send("PUT", "protected").statusCode()).isEqualTo(401);
            assertThat(application
                            .getWithToken("protected/view", server.issue("accessRestricted", "john"))
                            .body())
                    .isEqualTo("view");
            assertThat(application.get("open/view").body()).isEqualTo("view");
            assertThat(application.send("PUT", "open").body()).isEqualTo("view");
        }
    }

    @Test
    @Tag("J16")
    @Tag("J2")
    void requestWhenItIsForTheRuntimesOwnDocumentsThenOpen() throws Exception {
        try (EmbeddedApplication application = EmbeddedApplication.against(server)
                .application(new ResourceConfig(Protected.class))
                .start()) {
            assertThat(application.send("OPTIONS", "protected").statusCode()).isEqualTo(200);
            assertThat(application.send("OPTIONS", "protected").body()).doesNotContain("secret");
        }
    }

    /** Declares no path; the path is assigned programmatically. */
    public static class WithoutPath {

        @GET
        public String get() {
            return "open";
        }

        @GET
        @Path("closed")
        @MFPProtected("accessRestricted")
        public String closed() {
            return "secret";
        }
    }

    @Test
    @Tag("J20")
    void getWhenResourceIsMadeInAProgramThenOnlyWhatIsAnnotatedIsProtected() throws Exception {
        Resource.Builder made = Resource.builder(WithoutPath.class).path("made");
        Resource.Builder handled = Resource.builder("handled");
        handled.addMethod("GET").handledBy(View.class);
        ResourceMethod.Builder annotated = handled.addMethod("PUT");
        annotated.handledBy(Protected.class, method(Protected.class, "get"));
        ResourceConfig config = new ResourceConfig().registerResources(made.build(), handled.build());

        try (EmbeddedApplication application =
                EmbeddedApplication.against(server).application(config).start()) {
            assertThat(application.get("made").body()).isEqualTo("open");
            assertThat(application.get("made/closed").statusCode()).isEqualTo(401);
            assertThat(application
                            .getWithToken("made/closed", server.issue("accessRestricted", "john"))
                            .body())
                    .isEqualTo("secret");
            assertThat(application.send("PUT", "handled").statusCode()).isEqualTo(401);
        }
    }

    private static java.lang.reflect.Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns another application, which requires nothing, from a method that Jersey's own wrapper has. */
    @MFPProtected("accessRestricted")
    public static class Spoofing extends Application {

        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(Open.class);
        }

        public Application getApplication() {
            return new Application();
        }

        public Application getOriginal() {
            return new Application();
        }
    }

    @Test
    @Tag("J21")
    void getWhenApplicationNamesAnotherOneThenItsOwnRequirementCounts() throws Exception {
        try (EmbeddedApplication application =
                EmbeddedApplication.against(server).application(new Spoofing()).start()) {
            assertThat(application.get("open").statusCode()).isEqualTo(401);
        }
    }

    /** Prevents Jersey from loading features and everything else that is optional. */
    public static class WithoutServices extends Application {

        private final String property;

        WithoutServices(String property) {
            this.property = property;
        }

        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(Protected.class, Locators.class);
        }

        @Override
        public Map<String, Object> getProperties() {
            return Map.of(property, !property.contains("loadServices"));
        }
    }

    @Path("locators")
    public static class Locators {

        @Path("sub")
        @MFPProtected("accessRestricted")
        public WithoutPath sub() {
            return new WithoutPath();
        }
    }

    /** In the order of the names: the switch of JAX-RS, then that of Jersey. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jakarta.ws.rs.loadServices",
                "jersey.config.disableMetainfServicesLookup",
                "jersey.config.disableAutoDiscovery"
            })
    @Tag("J14")
    void getWhenServicesAreSwitchedOffThenNothingProtectedRuns(String property) throws Exception {
        try (EmbeddedApplication application = EmbeddedApplication.against(server)
                .application(new WithoutServices(property))
                .start()) {
            assertThat(application.get("protected").statusCode()).isIn(401, 500);
            assertThat(application.get("locators/sub").statusCode()).isIn(401, 500);
            assertThat(application
                            .getWithToken("protected", server.issue("other"))
                            .statusCode())
                    .isIn(403, 500);
        }
    }
}
