package io.github.mfpjaxrs.samples.quickstart;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes statements on separate threads, as is usual for slow work. The class is not final, so that CDI can create a
 * client proxy.
 */
@ApplicationScoped
class Statements {

    private final ExecutorService threads = Executors.newFixedThreadPool(2, Statements::daemon);

    @Inject
    Ledger ledger;

    CompletionStage<JsonObject> write(String user, MFPSecurityContext caller) {
        return CompletableFuture.supplyAsync(() -> statement(user, caller), threads);
    }

    private JsonObject statement(String user, MFPSecurityContext caller) {
        return Json.createObjectBuilder()
                .add("user", user)
                .add("balance", ledger.balanceOf(user))
                .add(
                        "client",
                        caller.getAccessToken().flatMap(AccessToken::clientId).orElse(""))
                .add("writtenBy", Thread.currentThread().getName())
                .build();
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "statement-writer");
        thread.setDaemon(true);
        return thread;
    }
}
