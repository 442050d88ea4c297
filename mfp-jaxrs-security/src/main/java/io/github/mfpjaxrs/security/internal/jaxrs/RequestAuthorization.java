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

/** Lets a request pass and publishes its caller, or aborts it. Thread-safe. */
final class RequestAuthorization {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    /** That this request was dealt with: several filters may see it, and the server is asked once. */
    private static final String DONE = RequestAuthorization.class.getName();

    /** A decision that was taken for this request while it was suspended. */
    private static final String PREPARED = RequestAuthorization.class.getName() + ".prepared";

    private static final String TRACKING_ID = "x-wl-analytics-tracking-id";

    private final AccessTokenValidator validator;
    private final RefusalResponse responses;
    private final RequestCaller caller;

    /** Names the request besides: where one is forwarded, servlet containers hand its properties on to another. */
    private record Done(ContainerRequestContext request, Protection protection) {}

    private record Prepared(RequiredScope required, AccessDecision decision) {}

    /**
     * @param caller the request-scoped bean's proxy
     */
    RequestAuthorization(AccessTokenValidator validator, RefusalResponse responses, RequestCaller caller) {
        this.validator = validator;
        this.responses = responses;
        this.caller = caller;
    }

    void authorize(ContainerRequestContext request, Protection protection) {
        if (request.getProperty(DONE) instanceof Done done && done.protection().equals(protection)) {
            return;
        }
        if (protection instanceof Protection.Scoped scoped) {
            demand(request, scoped.scope());
        } else if (protection instanceof Protection.Open) {
            welcome(request);
        } else if (protection instanceof Protection.Unresolvable unresolvable) {
            LOG.log(Level.ERROR, "Request refused, since its protection cannot be told: {0}", unresolvable.reason());
            refuse(request, Challenges.unresolvedProtection());
        }
        request.setProperty(DONE, new Done(request, protection));
    }

    /** Whether {@link #authorize} was called for this very request. */
    boolean isAuthorized(ContainerRequestContext request) {
        return request.getProperty(DONE) instanceof Done done && done.request() == request;
    }

    /**
     * Begins what {@link #authorize} needs, for runtimes whose threads must not wait. Lets nobody pass.
     *
     * @return done when {@link #authorize} will not wait
     */
    CompletionStage<?> prepare(ContainerRequestContext request, Protection protection) {
        Optional<RequiredScope> required = validated(request, protection);
        if (required.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return validator
                .validateAsync(authorization(request), required.get(), trackingId(request))
                .thenAccept(decision -> request.setProperty(PREPARED, new Prepared(required.get(), decision)));
    }

    private static Optional<RequiredScope> validated(ContainerRequestContext request, Protection protection) {
        if (protection instanceof Protection.Scoped scoped) {
            return Optional.of(scoped.scope());
        }
        return protection instanceof Protection.Open && !authorization(request).isEmpty()
                ? Optional.of(RequiredScope.none())
                : Optional.empty();
    }

    private void demand(ContainerRequestContext request, RequiredScope required) {
        AccessDecision decision = validate(request, required);
        if (decision instanceof Granted granted) {
            publish(request, granted);
        } else if (decision instanceof Refused refused) {
            refuse(request, refused);
        }
    }

    /** An open method: whoever cannot be identified is nobody in particular. */
    private void welcome(ContainerRequestContext request) {
        if (!authorization(request).isEmpty() && validate(request, RequiredScope.none()) instanceof Granted granted) {
            publish(request, granted);
        }
    }

    private AccessDecision validate(ContainerRequestContext request, RequiredScope required) {
        if (request.getProperty(PREPARED) instanceof Prepared prepared
                && prepared.required().equals(required)) {
            return prepared.decision();
        }
        return validator.validate(authorization(request), required, trackingId(request));
    }

    private static Optional<String> trackingId(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(TRACKING_ID));
    }

    private static List<String> authorization(ContainerRequestContext request) {
        List<String> fields = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return fields == null ? List.of() : fields;
    }

    private void publish(ContainerRequestContext request, Granted granted) {
        CallerContext context = CallerContext.of(granted.token(), request.getSecurityContext()::isSecure);
        request.setSecurityContext(context);
        caller.set(context);
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
