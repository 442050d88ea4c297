package io.github.mfpjaxrs.security.servers.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server. Clients and users are in {@code application.yml}. */
@SpringBootApplication(proxyBeanMethods = false)
public class SpringServer {

    /** Called by Spring. */
    public SpringServer() {}

    /**
     * Starts the server and returns once it is running.
     *
     * @param arguments Spring Boot's arguments, such as {@code --server.port=9000}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(SpringServer.class, arguments);
    }
}
