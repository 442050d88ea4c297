package io.github.mfpjaxrs.security.catalogue;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.ScopeMatch;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Resources with the annotation in every place where an application might put it, and in some where it should not. */
final class Placements {

    /** Runs each continuation on its own thread, never on the request thread. */
    private static final Executor ELSEWHERE = task -> new Thread(task).start();

    private Placements() {}

    /** The plain case and related cases. */
    @Path("plain")
    @RequestScoped
    public static class Plain {

        @Inject
        MFPSecurityContext caller;

        @GET
        @Path("closed")
        @MFPProtected("read")
        public String closed() {
            return name(caller);
        }

        @DELETE
        @Path("closed")
        @MFPProtected("admin")
        public String delete() {
            return "deleted";
        }

        @GET
        @Path("open")
        public String open() {
            return "open";
        }

        @OPTIONS
        @Path("options")
        @MFPProtected("read")
        public String options() {
            return "the application's own";
        }

        @GET
        @Path("both")
        public String bothGet() {
            return "open";
        }

        @DELETE
        @Path("both")
        @MFPProtected("read")
        public String bothDelete() {
            return "deleted";
        }

        @POST
        @Path("both")
        public String bothPost() {
            return "posted";
        }

        @GET
        @Path("standard")
        @MFPProtected("read")
        public String standard(@Context SecurityContext context) {
            return context.getUserPrincipal().getName() + " " + context.isUserInRole("read") + " "
                    + context.isUserInRole("write") + " " + context.getAuthenticationScheme();
        }
    }

    /** An annotation on the class that methods override or open. */
    @Path("class")
    @RequestScoped
    @MFPProtected("read")
    public static class Annotated {

        @Inject
        MFPSecurityContext caller;

        @GET
        public String read() {
            return "read";
        }

        @GET
        @Path("write")
        @MFPProtected("write")
        public String write() {
            return "write";
        }

        @GET
        @Path("default")
        @MFPProtected
        public String byDefault() {
            return "default";
        }

        @GET
        @Path("any")
        @MFPProtected(
                value = {"one", "two"},
                match = ScopeMatch.ANY)
        public String any() {
            return "any";
        }

        @GET
        @Path("permitted")
        @PermitAll
        public String permitted() {
            return name(caller);
        }
    }

    /** J3: annotations that JAX-RS inherits as a whole. */
    public interface Contract {

        @GET
        @Path("contract")
        @MFPProtected("read")
        String get();
    }

    @Path("j3")
    @RequestScoped
    public static class ByInterfaceMethod implements Contract {

        @Override
        public String get() {
            return "contract";
        }
    }

    public abstract static class Parent {

        @GET
        @Path("overridden")
        @MFPProtected("read")
        public String get() {
            return "parent";
        }
    }

    @Path("j3")
    @RequestScoped
    public static class ByOverriddenMethod extends Parent {

        @Override
        public String get() {
            return "child";
        }
    }

    public abstract static class Repository<T, K> {

        @GET
        @Path("generic-class/{key}")
        @MFPProtected("read")
        public abstract T find(@PathParam("key") K key);
    }

    @Path("j3")
    @RequestScoped
    public static class ByGenericSuperclass extends Repository<String, String> {

        @Override
        public String find(String key) {
            return key;
        }
    }

    public interface Finder<K> {

        @GET
        @Path("generic-interface/{key}")
        @MFPProtected("read")
        String find(@PathParam("key") K key);
    }

    @Path("j3")
    @RequestScoped
    public static class ByGenericInterface implements Finder<String> {

        @Override
        public String find(String key) {
            return key;
        }
    }

    public interface Reading {

        @GET
        @Path("disagreement")
        @MFPProtected("read")
        String get();
    }

    public interface Writing {

        @MFPProtected("write")
        String get();
    }

    @Path("j3")
    @RequestScoped
    public static class ByDisagreement implements Reading, Writing {

        @Override
        public String get() {
            return "whose?";
        }
    }

    /** J4: a custom HTTP method, with the requirement declared elsewhere. */
    @MFPProtected("read")
    public interface AnnotatedContract {

        String get();
    }

    @Path("j4")
    @RequestScoped
    public static class ByInterfaceType implements AnnotatedContract {

        @GET
        @Path("interface-type")
        @Override
        public String get() {
            return "interface type";
        }
    }

    @MFPProtected("read")
    public abstract static class AnnotatedParent {

        @GET
        @Path("ignored")
        public String get() {
            return "parent";
        }
    }

    @Path("j4")
    @RequestScoped
    public static class BySuperclassType extends AnnotatedParent {

        @GET
        @Path("superclass-type")
        @Override
        public String get() {
            return "child";
        }
    }

    @Path("j4")
    @RequestScoped
    public static class ByRedeclaredInterfaceMethod implements Contract {

        @GET
        @Path("interface-method")
        @Override
        public String get() {
            return "redeclared";
        }
    }

    @Path("j4")
    @RequestScoped
    public static class ByRedeclaredSuperclassMethod extends Parent {

        @GET
        @Path("superclass-method")
        @Override
        public String get() {
            return "redeclared";
        }
    }

    /** J5, J6: a sub-resource without its own annotation. */
    public static class Silent {

        @GET
        public String get() {
            return "silent";
        }

        @GET
        @Path("leaf")
        public String leaf() {
            return "leaf";
        }

        @Path("deeper")
        public Deeper deeper() {
            return new Deeper();
        }
    }

    public static class Deeper {

        @GET
        public String get() {
            return "deeper";
        }
    }

    /** Another sub-resource, for locators that return a different type. */
    public static class Other {

        @GET
        public String get() {
            return "other";
        }
    }

    @MFPProtected("write")
    public static class AnnotatedSub {

        @GET
        public String get() {
            return "annotated";
        }

        @GET
        @Path("permitted")
        @PermitAll
        public String permitted() {
            return "permitted";
        }
    }

    public static class AnnotatedSubMethod {

        @GET
        @Path("closed")
        @MFPProtected("write")
        public String closed() {
            return "closed";
        }

        @GET
        @Path("open")
        public String open() {
            return "open";
        }
    }

    @Path("j5")
    @RequestScoped
    public static class Locators {

        @Path("locator")
        @MFPProtected("read")
        public Silent silent() {
            return new Silent();
        }

        @Path("class-locator")
        @MFPProtected("read")
        public Class<Other> other() {
            return Other.class;
        }

        @Path("both")
        @MFPProtected("read")
        public AnnotatedSub both() {
            return new AnnotatedSub();
        }

        @Path("open")
        public AnnotatedSubMethod open() {
            return new AnnotatedSubMethod();
        }
    }

    public interface LocatorContract {

        @Path("interface-locator")
        @MFPProtected("read")
        Silent silent();
    }

    @Path("j5")
    @RequestScoped
    public static class ByLocatorOfInterface implements LocatorContract {

        @Override
        public Silent silent() {
            return new Silent();
        }
    }

    @Path("j6")
    @RequestScoped
    @MFPProtected("read")
    public static class AnnotatedRoot {

        @Path("silent")
        public Silent silent() {
            return new Silent();
        }

        @Path("annotated")
        public AnnotatedSub annotated() {
            return new AnnotatedSub();
        }

        @Path("permitted")
        @PermitAll
        public Other permitted() {
            return new Other();
        }
    }

    @Path("j6-open")
    @RequestScoped
    public static class OpenRoot {

        @Path("annotated")
        public AnnotatedSub annotated() {
            return new AnnotatedSub();
        }

        @Path("silent")
        public Silent silent() {
            return new Silent();
        }
    }

    /** A sub-resource that requests can also reach without its locator. */
    @Path("twofold")
    @RequestScoped
    public static class Twofold {

        @GET
        public String get() {
            return "twofold";
        }
    }

    @Path("to-root")
    @RequestScoped
    public static class ToRootResource {

        @Path("sub")
        @MFPProtected("read")
        public Twofold twofold() {
            return new Twofold();
        }
    }

    @Path("to-root-interface")
    @RequestScoped
    @MFPProtected("read")
    public static class ClassToRootResource {

        @Path("sub")
        public Twofold twofold() {
            return new Twofold();
        }
    }

    @Path("open-to-root")
    @RequestScoped
    public static class OpenToRootResource {

        @Path("sub")
        public Twofold twofold() {
            return new Twofold();
        }
    }

    @Path("vague")
    @RequestScoped
    public static class Vague {

        @Path("sub")
        @MFPProtected("read")
        public Object anything() {
            return new Twofold();
        }
    }

    @Path("vague-class")
    @RequestScoped
    public static class VagueClass {

        @Path("sub")
        @MFPProtected("read")
        public Class<?> anything() {
            return Twofold.class;
        }
    }

    @Path("ambiguous")
    @RequestScoped
    public static class Ambiguous {

        @Path("public")
        public Silent open() {
            return new Silent();
        }

        @Path("private")
        @MFPProtected("read")
        public Silent closed() {
            return new Silent();
        }
    }

    public static class BadSub {

        @GET
        @MFPProtected("a\"b")
        public String get() {
            return "bad";
        }
    }

    @Path("to-bad")
    @RequestScoped
    public static class ToBadSub {

        @Path("sub")
        public BadSub bad() {
            return new BadSub();
        }
    }

    /** An annotation on a method that no request reaches. */
    @Path("unreached")
    @RequestScoped
    public static class Unreached {

        @GET
        public String get() {
            return helper();
        }

        @MFPProtected("read")
        public String helper() {
            return "unreached";
        }
    }

    /** C2: scopes that would terminate a header field or a quoted string. */
    @Path("bad")
    @RequestScoped
    public static class LineBreakInScope {

        @GET
        @MFPProtected("read\r\nSet-Cookie: a=b")
        public String get() {
            return "bad";
        }
    }

    @Path("bad")
    @RequestScoped
    @MFPProtected("re\"ad")
    public static class QuoteInScope {

        @GET
        public String get() {
            return "bad";
        }
    }

    @Path("bad")
    @RequestScoped
    public static class BackslashInLocatorScope {

        @Path("sub")
        @MFPProtected("re\\ad")
        public Silent silent() {
            return new Silent();
        }
    }

    @Path("bad")
    @RequestScoped
    public static class Contradiction {

        @GET
        @MFPProtected("read")
        @PermitAll
        public String get() {
            return "bad";
        }
    }

    /** J8. */
    @Path("body")
    @RequestScoped
    public static class WithBody {

        @POST
        @Consumes("application/x-probe")
        @MFPProtected("read")
        public String post(Probe probe) {
            return probe.text();
        }

        @POST
        @Path("form")
        @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
        @MFPProtected("read")
        public String form(MultivaluedMap<String, String> form) {
            return form.getFirst("a");
        }
    }

    public record Probe(String text) {}

    @Provider
    @Consumes("application/x-probe")
    public static class ProbeReader implements MessageBodyReader<Probe> {

        static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
            return type == Probe.class;
        }

        @Override
        public Probe readFrom(
                Class<Probe> type,
                Type generic,
                Annotation[] annotations,
                MediaType mediaType,
                MultivaluedMap<String, String> headers,
                InputStream body)
                throws java.io.IOException {
            CALLS.incrementAndGet();
            return new Probe(new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** J9. */
    @Provider
    public static class EverythingMapper implements ExceptionMapper<Throwable> {

        @Override
        public Response toResponse(Throwable exception) {
            return Response.ok("mapped").build();
        }
    }

    /** J7. */
    @Provider
    @PreMatching
    public static class MethodOverride implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            String method = request.getHeaderString("X-HTTP-Method-Override");
            if (method != null) {
                request.setMethod(method);
            }
        }
    }

    /** J10. */
    @Path("async")
    @RequestScoped
    @MFPProtected("read")
    public static class Asynchronous {

        @Inject
        MFPSecurityContext caller;

        @GET
        @Path("sync")
        public String sync(@Context SecurityContext context) {
            return name(caller) + " " + context.getUserPrincipal().getName();
        }

        @GET
        @Path("suspended")
        public void suspended(@Suspended AsyncResponse response) {
            MFPSecurityContext captured = caller.capture();
            ELSEWHERE.execute(() -> response.resume(name(captured)));
        }

        @GET
        @Path("stage")
        public CompletionStage<String> stage() {
            MFPSecurityContext captured = caller.capture();
            return CompletableFuture.supplyAsync(() -> name(captured), ELSEWHERE);
        }

        @GET
        @Path("events")
        @jakarta.ws.rs.Produces(MediaType.SERVER_SENT_EVENTS)
        public void events(@Context SseEventSink sink, @Context Sse sse) {
            MFPSecurityContext captured = caller.capture();
            // The events end before this method returns. If one thread closes what another thread flushes, Jersey may
            // close the stream while it writes the event (ChunkedOutput.flushQueue).
            CompletableFuture.runAsync(
                            () -> sink.send(sse.newEvent(name(captured))).whenComplete((sent, failure) -> sink.close()),
                            ELSEWHERE)
                    .join();
        }
    }

    /** The application's own annotation. */
    @MFPProtected("read")
    public static class ProtectedApplication extends Deployment.Listed {

        ProtectedApplication(Class<?>... classes) {
            super(java.util.Set.of(classes), java.util.Set.of());
        }
    }

    @Path("unsaid")
    @RequestScoped
    public static class Unsaid {

        @GET
        public String get() {
            return "unsaid";
        }

        @GET
        @Path("write")
        @MFPProtected("write")
        public String write() {
            return "write";
        }

        @GET
        @Path("permitted")
        @PermitAll
        public String permitted() {
            return "permitted";
        }

        @Path("sub")
        public Other sub() {
            return new Other();
        }
    }

    /** A resource that only the application knows. */
    @Path("singleton")
    public static class Single {

        @GET
        @MFPProtected("read")
        public String get() {
            return "single";
        }
    }

    /** Like {@link Vague}, but with only a locator. */
    @Path("singleton")
    public static class VagueSingle {

        @Path("sub")
        @MFPProtected("read")
        public Object anything() {
            return new Twofold();
        }
    }

    private static String name(SecurityContext context) {
        return context.getUserPrincipal() == null
                ? "nobody"
                : context.getUserPrincipal().getName();
    }
}
