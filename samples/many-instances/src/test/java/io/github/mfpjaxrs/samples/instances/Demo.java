package io.github.mfpjaxrs.samples.instances;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Runs three instances behind a balancer, and an authorization server with its console, until Ctrl-C. */
final class Demo {

    private Demo() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        MobileFirstServer server = MobileFirstServer.builder().console(0).start();
        int clusterPort = RunningInstance.freePort();
        List<RunningInstance> instances = Stream.generate(() -> new RunningInstance(server, clusterPort))
                .limit(3)
                .toList();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> instances.forEach(RunningInstance::close)));
        List<URI> addresses = instances.stream()
                .map(instance -> instance.awaitStart().uri(""))
                .toList();
        instances.forEach(instance -> instance.awaitOthers(2));
        URI address = new Balancer(Integer.getInteger("demo.port", 8080), addresses).address();
        String token = server.issue("accessRestricted", "alice");
        System.out.println(
                "# Introspections by instance: " + server.consoleUrl().orElseThrow());
        System.out.println();
        System.out.println("# Three requests, one on each instance, cause one introspection in all");
        System.out.println(
                "for i in 1 2 3; do curl -i -H 'Authorization: Bearer " + token + "' " + address + "account; done");
        System.out.println();
        System.out.println("# Evicts on all instances. The next request introspects the token again");
        System.out.println("curl -i -H 'Authorization: Bearer " + RunningInstance.REVOCATION_SECRET
                + "' -H 'Content-Type: application/json' -d '{\"user\": \"alice\"}' " + address + "revocations");
        System.out.println();
        System.out.println("# Ctrl-C ends it");
        new CountDownLatch(1).await();
    }
}
