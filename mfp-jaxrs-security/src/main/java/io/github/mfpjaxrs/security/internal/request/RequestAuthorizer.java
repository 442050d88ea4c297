package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessDecision.Granted;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.LogSafe;
import io.github.mfpjaxrs.security.internal.decision.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.decision.Refusals;
import io.github.mfpjaxrs.security.internal.decision.ReportedRequest;
import io.github.mfpjaxrs.security.internal.jersey.JerseySecurityContext;
import io.github.mfpjaxrs.security.internal.protection.LocatorProtection;
import io.github.mfpjaxrs.security.internal.protection.PathTemplates;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethod;
import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.internal.runtime.JaxRsRuntime;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets a request pass and publishes its caller, or aborts it. Of a request nothing is remembered but an {@link Allowance}:
 * where a servlet container forwards it, or shows an error page, each dispatch is decided by itself. Thread-safe.
 */
public final class RequestAuthorizer {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    /** The request property that holds a {@link Prepared} decision. */
    private static final String PREPARED = RequestAuthorizer.class.getName();

    private static final String TRACKING_ID = "x-wl-analytics-tracking-id";

    private final AccessTokenValidator validator;
    private final RefusalResponse responses;
    private final PathTemplates paths = new PathTemplates();
    private final SecurityContextPublisher publication;

    /** A decision that was taken while the request was suspended, and what it was taken about. */
    private record Prepared(List<String> authorization, RequiredScope required, AccessDecision decision) {

        boolean isAbout(List<String> fields, RequiredScope scope) {
            return authorization.equals(fields) && required.equals(scope);
        }
    }

    /** What to do about a request: nothing, if it requires no token and brings none that counts. */
    private enum Examination {
        REFUSAL,
        NONE,
        TOKEN
    }

    /**
     * @param publication has the caller of the current request injected, where the application asks for it
     */
    public RequestAuthorizer(
            AccessTokenValidator validator, RefusalResponse responses, SecurityContextPublisher publication) {
        this.validator = validator;
        this.responses = responses;
        this.publication = publication;
    }

    /** Decides about a request, unless it was allowed this very method before. */
    void authorize(ContainerRequestContext request, ResourceMethod method, Protection protection) {
        if (isAllowed(request, method)) {
            return;
        }
        forgetEarlierDispatch(request);
        switch (examination(request, protection)) {
            case REFUSAL -> refuse(request, refusal(protection));
            case NONE -> allow(request, method);
            case TOKEN -> carryOut(request, method, protection, decision(request, method, protection));
        }
    }

    /**
     * As {@link #authorize} if that takes no waiting; begins what it waits for otherwise, and lets no request pass.
     *
     * @return done when {@link #authorize} will not wait
     */
    CompletionStage<?> tryAuthorize(ContainerRequestContext request, ResourceMethod method, Protection protection) {
        if (isAllowed(request, method) || examination(request, protection) != Examination.TOKEN) {
            return CompletableFuture.completedFuture(null);
        }
        RequiredScope required = required(protection);
        List<String> authorization = authorization(request);
        CompletableFuture<AccessDecision> decision = validator
                .validateAsync(authorization, required, reportedRequest(request, method, protection))
                .toCompletableFuture();
        if (!decision.isDone()) {
            return decision.thenAccept(
                    taken -> request.setProperty(PREPARED, new Prepared(authorization, required, taken)));
        }
        forgetEarlierDispatch(request);
        carryOut(request, method, protection, decision.join());
        return decision;
    }

    /** Whether a request, in this dispatch, was allowed a method. */
    private static boolean isAllowed(ContainerRequestContext request, ResourceMethod method) {
        return request.getProperty(Allowance.PROPERTY) instanceof Allowance allowance
                && allowance.request() == request
                && allowance.covers(method.type(), method.method());
    }

    /** Whether a request, in this dispatch, was allowed some method. */
    static boolean isAllowed(ContainerRequestContext request) {
        return request.getProperty(Allowance.PROPERTY) instanceof Allowance allowance && allowance.request() == request;
    }

    private void forgetEarlierDispatch(ContainerRequestContext request) {
        if (request.getProperty(Allowance.PROPERTY) != null) {
            request.removeProperty(Allowance.PROPERTY);
            publication.retract();
        }
    }

    private static Examination examination(ContainerRequestContext request, Protection protection) {
        if (protection instanceof Protection.Scoped) {
            return Examination.TOKEN;
        }
        if (protection instanceof Protection.Open) {
            return authorization(request).isEmpty() ? Examination.NONE : Examination.TOKEN;
        }
        return protection instanceof Protection.Unsaid ? Examination.NONE : Examination.REFUSAL;
    }

    private static Refused refusal(Protection protection) {
        if (protection instanceof Protection.Unresolvable unresolvable) {
            LOG.log(Level.ERROR, "Request refused, since its protection cannot be told: {0}", unresolvable.reason());
            return Refusals.unresolvedProtection();
        }
        return Refusals.denied();
    }

    private static RequiredScope required(Protection protection) {
        return protection instanceof Protection.Scoped scoped ? scoped.scope() : RequiredScope.none();
    }

    private AccessDecision decision(ContainerRequestContext request, ResourceMethod method, Protection protection) {
        RequiredScope required = required(protection);
        List<String> authorization = authorization(request);
        return request.getProperty(PREPARED) instanceof Prepared prepared && prepared.isAbout(authorization, required)
                ? prepared.decision()
                : validator.validate(authorization, required, reportedRequest(request, method, protection));
    }

    /** On an open method, a caller who cannot be identified is anonymous. */
    private void carryOut(
            ContainerRequestContext request, ResourceMethod method, Protection protection, AccessDecision decision) {
        if (decision instanceof Granted granted) {
            publish(request, allow(request, method), granted);
        } else if (protection instanceof Protection.Open) {
            allow(request, method);
        } else {
            refuse(request, (Refused) decision);
        }
    }

    private static Allowance allow(ContainerRequestContext request, ResourceMethod method) {
        Allowance allowance = new Allowance(request, method.type(), method.method());
        request.setProperty(Allowance.PROPERTY, allowance);
        return allowance;
    }

    /** Looked at only where decisions are reported. */
    private ReportedRequest reportedRequest(
            ContainerRequestContext request, ResourceMethod method, Protection protection) {
        if (!validator.isReporting()) {
            return ReportedRequest.UNKNOWN;
        }
        List<Class<?>> matched = request.getUriInfo().getMatchedResources().stream()
                .<Class<?>>map(LocatorProtection::typeOf)
                .toList();
        return new ReportedRequest(
                Optional.of(request.getMethod()),
                Optional.of(paths.of(matched, method.type(), method.method())),
                Optional.ofNullable(request.getHeaderString(TRACKING_ID)),
                protection instanceof Protection.Open ? ReportedRequest.Access.OPEN : ReportedRequest.Access.PROTECTED);
    }

    private static List<String> authorization(ContainerRequestContext request) {
        List<String> fields = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return fields == null ? List.of() : fields;
    }

    private void publish(ContainerRequestContext request, Allowance allowance, Granted granted) {
        TokenSecurityContext context = TokenSecurityContext.of(granted.token(), request.getSecurityContext()::isSecure);
        request.setSecurityContext(
                JaxRsRuntime.of(request) == JaxRsRuntime.JERSEY
                        ? new JerseySecurityContext(context, allowance)
                        : context);
        publication.publish(context, allowance);
    }

    private void refuse(ContainerRequestContext request, Refused refusal) {
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(
                    Level.DEBUG,
                    "{0} /{1} refused: {2} ({3})",
                    request.getMethod(),
                    LogSafe.escape(request.getUriInfo().getPath()),
                    refusal.status(),
                    refusal.reason());
        }
        request.abortWith(responses.of(refusal, request.getAcceptableMediaTypes()));
    }
}
