package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessDecision.Granted;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.oauth.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.oauth.Challenges;
import io.github.mfpjaxrs.security.internal.oauth.Printable;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets a request pass and publishes its caller, or aborts it. Thread-safe. */
final class RequestAuthorization {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    /**
     * How far a request has come, {@link Prepared} or {@link Done}: several filters may see it, and the server is asked once.
     */
    private static final String PROGRESS = RequestAuthorization.class.getName();

    private static final String TRACKING_ID = "x-wl-analytics-tracking-id";

    private final AccessTokenValidator validator;
    private final RefusalResponse responses;
    private final Consumer<CallerContext> publication;

    /** The decision is there, taken while the request was suspended. */
    private record Prepared(RequiredScope required, AccessDecision decision) {}

    /** Dealt with. Names the request: where one is forwarded, servlet containers hand its properties on to another. */
    private record Done(ContainerRequestContext request, Protection protection) {}

    /**
     * @param publication has the caller of the current request injected, where the application asks for it
     */
    RequestAuthorization(
            AccessTokenValidator validator, RefusalResponse responses, Consumer<CallerContext> publication) {
        this.validator = validator;
        this.responses = responses;
        this.publication = publication;
    }

    void authorize(ContainerRequestContext request, Protection protection) {
        Object progress = request.getProperty(PROGRESS);
        if (isDone(progress, protection)) {
            return;
        }
        if (protection instanceof Protection.Unresolvable unresolvable) {
            LOG.log(Level.ERROR, "Request refused, since its protection cannot be told: {0}", unresolvable.reason());
            refuse(request, Challenges.unresolvedProtection());
        }
        RequiredScope required = examined(request, protection);
        if (required != null) {
            carryOut(request, protection, decision(request, required, progress));
        }
        request.setProperty(PROGRESS, new Done(request, protection));
    }

    /** Whether {@link #authorize} was called for this very request. */
    static boolean isAuthorized(ContainerRequestContext request) {
        return request.getProperty(PROGRESS) instanceof Done done && done.request() == request;
    }

    /**
     * As {@link #authorize} if that takes no waiting; begins what it waits for otherwise, and lets nobody pass.
     *
     * @return done when {@link #authorize} will not wait
     */
    CompletionStage<?> tryAuthorize(ContainerRequestContext request, Protection protection) {
        RequiredScope required = examined(request, protection);
        if (required == null || isDone(request.getProperty(PROGRESS), protection)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<AccessDecision> decision = validator
                .validateAsync(authorization(request), required, trackingId(request))
                .toCompletableFuture();
        if (!decision.isDone()) {
            return decision.thenAccept(taken -> request.setProperty(PROGRESS, new Prepared(required, taken)));
        }
        carryOut(request, protection, decision.join());
        request.setProperty(PROGRESS, new Done(request, protection));
        return decision;
    }

    private static boolean isDone(@Nullable Object progress, Protection protection) {
        return progress instanceof Done done && done.protection().equals(protection);
    }

    /** What a request's token is to be examined for; null if it is not to be. */
    private static @Nullable RequiredScope examined(ContainerRequestContext request, Protection protection) {
        if (protection instanceof Protection.Scoped scoped) {
            return scoped.scope();
        }
        return protection instanceof Protection.Open && !authorization(request).isEmpty() ? RequiredScope.none() : null;
    }

    private AccessDecision decision(
            ContainerRequestContext request, RequiredScope required, @Nullable Object progress) {
        return progress instanceof Prepared prepared && prepared.required().equals(required)
                ? prepared.decision()
                : validator.validate(authorization(request), required, trackingId(request));
    }

    /** On an open method, whoever cannot be identified is nobody in particular. */
    private void carryOut(ContainerRequestContext request, Protection protection, AccessDecision decision) {
        if (decision instanceof Granted granted) {
            publish(request, granted);
        } else if (decision instanceof Refused refused && !(protection instanceof Protection.Open)) {
            refuse(request, refused);
        }
    }

    /** Looked for where it is reported, and nowhere else. */
    private Optional<String> trackingId(ContainerRequestContext request) {
        return validator.isReporting() ? Optional.ofNullable(request.getHeaderString(TRACKING_ID)) : Optional.empty();
    }

    private static List<String> authorization(ContainerRequestContext request) {
        List<String> fields = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return fields == null ? List.of() : fields;
    }

    private void publish(ContainerRequestContext request, Granted granted) {
        CallerContext context = CallerContext.of(granted.token(), request.getSecurityContext()::isSecure);
        request.setSecurityContext(context);
        publication.accept(context);
    }

    private void refuse(ContainerRequestContext request, Refused refusal) {
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(
                    Level.DEBUG,
                    "{0} /{1} refused: {2} ({3})",
                    request.getMethod(),
                    Printable.of(request.getUriInfo().getPath()),
                    refusal.status(),
                    refusal.reason());
        }
        request.abortWith(responses.of(refusal, request.getAcceptableMediaTypes()));
    }
}
