package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import java.lang.reflect.Proxy;

/** Returns a sub-resource as a JDK proxy, which exposes only an interface and hides the protected class (J30). */
@Path("proxies")
@RequestScoped
public class Proxies {

    @Path("jdk")
    public Shown jdk() {
        Behind behind = new Behind();
        return (Shown) Proxy.newProxyInstance(
                Shown.class.getClassLoader(),
                new Class<?>[] {Shown.class},
                (proxy, method, arguments) -> method.invoke(behind, arguments));
    }
}
