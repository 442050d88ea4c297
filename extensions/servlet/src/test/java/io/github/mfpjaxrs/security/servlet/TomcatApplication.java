package io.github.mfpjaxrs.security.servlet;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsSci;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jboss.weld.environment.servlet.EnhancedListener;

/** An application on Tomcat, Weld, SmallRye Config and Jersey. */
final class TomcatApplication implements AutoCloseable {

    static final String ROOT = "/app";

    private final Tomcat tomcat = new Tomcat();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<ServletContainerInitializer> initializers = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path base;
    private final Context context;

    private TomcatApplication(Path base) {
        this.base = base;
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        context = tomcat.addContext(ROOT, base.toString());
        ((StandardContext) context).setClearReferencesRmiTargets(false);
        initializers.add(new EnhancedListener());
    }

    static TomcatApplication against(MobileFirstServer server) {
        try {
            return new TomcatApplication(Files.createTempDirectory("tomcat"))
                    .config("mfp.authorization-server.url", server.url().toString())
                    .config("mfp.client-id", server.clientId())
                    .config("mfp.client-secret", server.clientSecret())
                    .config("mfp.timeout.connect", "PT20S")
                    .config("mfp.timeout.read", "PT20S")
                    .config("mfp.timeout.total", "PT20S")
                    .with(new ProtectionInitializer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TomcatApplication config(String key, String value) {
        properties.put(key, value);
        return this;
    }

    TomcatApplication with(ServletContainerInitializer initializer) {
        initializers.add(initializer);
        return this;
    }

    TomcatApplication without(Class<? extends ServletContainerInitializer> type) {
        initializers.removeIf(type::isInstance);
        return this;
    }

    TomcatApplication servlet(String name, Class<? extends HttpServlet> type, String... patterns) {
        Wrapper wrapper = Tomcat.addServlet(context, name, type.getName());
        wrapper.setAsyncSupported(true);
        for (String pattern : patterns) {
            context.addServletMappingDecoded(pattern, name);
        }
        return this;
    }

    TomcatApplication endpoint(Class<?> type) {
        context.addServletContainerInitializer(new WsSci(), Set.of(type));
        return file("none", "");
    }

    TomcatApplication listener(Class<?> type) {
        context.addApplicationListener(type.getName());
        return this;
    }

    TomcatApplication filter(String name, Class<?> type) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilterClass(type.getName());
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
        return this;
    }

    TomcatApplication resources(String path, Class<?>... resources) {
        Tomcat.addServlet(context, "jersey", new ServletContainer(new ResourceConfig(resources)));
        context.addServletMappingDecoded(path, "jersey");
        return this;
    }

    TomcatApplication file(String path, String content) {
        try {
            Path file = base.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (context.findChild("default") == null) {
            Tomcat.addServlet(context, "default", new DefaultServlet());
            context.addServletMappingDecoded("/", "default");
            context.addWelcomeFile("index.html");
        }
        return this;
    }

    TomcatApplication errorPage(int status, String location) {
        ErrorPage page = new ErrorPage();
        page.setErrorCode(status);
        page.setLocation(location);
        context.addErrorPage(page);
        return this;
    }

    TomcatApplication start() {
        try {
            properties.forEach(System::setProperty);
            initializers.forEach(initializer -> context.addServletContainerInitializer(initializer, Set.of()));
            tomcat.start();
            return this;
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isAvailable() {
        return context.getState() == LifecycleState.STARTED;
    }

    String url(String path) {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + ROOT + path;
    }

    HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url(path))).method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    HttpResponse<String> getWithToken(String path, String token) throws Exception {
        return send("GET", path, "Authorization", "Bearer " + token);
    }

    /** Sends a request target without any change, and returns the response with its header fields. */
    String getRaw(String target, String token) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", tomcat.getConnector().getLocalPort())) {
            String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + authorization
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }
}
