package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import java.lang.reflect.Proxy;

/** Leads to an object that exposes only an interface and hides that its class is protected (J30). */
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
