package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessDecision.Granted;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.LogSafe;
import io.github.mfpjaxrs.security.internal.decision.RefusalMessages;
import io.github.mfpjaxrs.security.internal.decision.Refusals;
import io.github.mfpjaxrs.security.internal.decision.ReportedRequest;
import io.github.mfpjaxrs.security.internal.decision.RequestIntrospection;
import io.github.mfpjaxrs.security.internal.decision.RequestValidator;
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
import org.jspecify.annotations.Nullable;

/**
 * Either lets a request pass and publishes its caller, or aborts the request. The only state kept for a request is an
 * {@link Allowance}. If a servlet container forwards the request or dispatches it to an error page, a separate
 * decision is made for each dispatch. Thread-safe.
 */
public final class RequestAuthorizer {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    /**
     * The request property that holds either a {@link Prepared} decision or an earlier decision's introspection. Both
     * share one property, because reading a property costs time on every request.
     */
    private static final String EARLIER = RequestIntrospection.PROPERTY;

    static final String TRACKING_ID = "x-wl-analytics-tracking-id";
    static final String CLIENT_METADATA = "x-mfp-analytics-metadata";

    /** Longer header fields are not reported, because reports can accumulate in memory. */
    private static final int MAX_REPORTED_LENGTH = 1_024;

    private final RequestValidator validator;
    private final ServerSelection servers;
    private final RefusalResponse responses;
    private final PathTemplates paths = new PathTemplates();
    private final SecurityContextPublisher publisher;

    /** A decision made while the request was suspended, together with the decision's inputs. */
    private record Prepared(List<String> authorization, RequiredScope required, AccessDecision decision) {

        boolean hasInputs(List<String> fields, RequiredScope scope) {
            return authorization.equals(fields) && required.equals(scope);
        }
    }

    /** How to handle a request. {@code NONE} means that no token has to be examined. */
    private enum Examination {
        REFUSAL,
        NONE,
        TOKEN
    }

    /**
     * @param servers selects the authorization server for a request
     * @param publisher makes the current request's caller available for injection
     */
    public RequestAuthorizer(
            RequestValidator validator,
            ServerSelection servers,
            RefusalMessages messages,
            SecurityContextPublisher publisher) {
        this.validator = validator;
        this.servers = servers;
        this.responses = new RefusalResponse(messages);
        this.publisher = publisher;
    }

    /** Decides whether a request may call a method, unless that has already been decided. */
    void authorize(ContainerRequestContext request, ResourceMethod method, Protection protection) {
        if (isAllowed(request, method)) {
            return;
        }
        forgetEarlierDispatch(request);
        switch (examination(request, protection)) {
            case REFUSAL -> refuse(request, refusal(protection));
            case NONE -> allow(request, method);
            case TOKEN -> apply(request, method, protection, decision(request, method, protection));
        }
    }

    /**
     * Decides about a request whose token can be checked without waiting. Otherwise, starts the introspection if one
     * is needed and leaves the decision to {@link #authorize}.
     *
     * @return a stage that completes once {@link #authorize} can be called without blocking
     */
    CompletionStage<?> tryAuthorize(ContainerRequestContext request, ResourceMethod method, Protection protection) {
        if (isAllowed(request, method) || examination(request, protection) != Examination.TOKEN) {
            return CompletableFuture.completedFuture(null);
        }
        RequiredScope required = required(request, protection);
        List<String> authorization = authorization(request);
        CompletableFuture<AccessDecision> decision = validator
                .validateAsync(
                        authorization, required, reportedRequest(request, method, protection), introspection(request))
                .toCompletableFuture();
        if (!decision.isDone()) {
            return decision.thenAccept(
                    taken -> request.setProperty(EARLIER, new Prepared(authorization, required, taken)));
        }
        forgetEarlierDispatch(request);
        apply(request, method, protection, decision.join());
        return decision;
    }

    /** Whether the request was allowed to call this method in the current dispatch. */
    private static boolean isAllowed(ContainerRequestContext request, ResourceMethod method) {
        return request.getProperty(Allowance.PROPERTY) instanceof Allowance allowance
                && allowance.request() == request
                && allowance.covers(method.type(), method.method());
    }

    /** Whether the request was allowed to call any method in the current dispatch. */
    static boolean isAllowed(ContainerRequestContext request) {
        return request.getProperty(Allowance.PROPERTY) instanceof Allowance allowance && allowance.request() == request;
    }

    private void forgetEarlierDispatch(ContainerRequestContext request) {
        if (request.getProperty(Allowance.PROPERTY) != null) {
            request.removeProperty(Allowance.PROPERTY);
            publisher.retract();
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
            LOG.log(Level.ERROR, "Request refused, because its protection is ambiguous: {0}", unresolvable.reason());
            return Refusals.unresolvedProtection();
        }
        return Refusals.denied();
    }

    private RequiredScope required(ContainerRequestContext request, Protection protection) {
        RequiredScope required = protection instanceof Protection.Scoped scoped ? scoped.scope() : RequiredScope.none();
        return servers.select(request, required);
    }

    private AccessDecision decision(ContainerRequestContext request, ResourceMethod method, Protection protection) {
        RequiredScope required = required(request, protection);
        List<String> authorization = authorization(request);
        Object earlier = request.getProperty(EARLIER);
        return earlier instanceof Prepared prepared && prepared.hasInputs(authorization, required)
                ? prepared.decision()
                : validator.validate(
                        authorization,
                        required,
                        reportedRequest(request, method, protection),
                        earlier instanceof RequestIntrospection shared ? shared : null);
    }

    private static @Nullable RequestIntrospection introspection(ContainerRequestContext request) {
        return request.getProperty(EARLIER) instanceof RequestIntrospection shared ? shared : null;
    }

    /** Applies a decision. On an open method, a caller without a valid token remains anonymous. */
    private void apply(
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

    /** Describes the request for reports. Request details are read only if decisions are reported. */
    private ReportedRequest reportedRequest(
            ContainerRequestContext request, ResourceMethod method, Protection protection) {
        boolean open = protection instanceof Protection.Open;
        if (!validator.isReporting()) {
            return open ? ReportedRequest.UNKNOWN_OPEN : ReportedRequest.UNKNOWN;
        }
        List<Class<?>> matched = request.getUriInfo().getMatchedResources().stream()
                .<Class<?>>map(LocatorProtection::classOf)
                .toList();
        return new ReportedRequest(
                Optional.of(request.getMethod()),
                Optional.of(paths.templateOf(matched, method.type(), method.method())),
                Optional.ofNullable(request.getHeaderString(TRACKING_ID)),
                bounded(request.getHeaderString(HttpHeaders.USER_AGENT)),
                bounded(request.getHeaderString(CLIENT_METADATA)),
                open ? ReportedRequest.Access.OPEN : ReportedRequest.Access.PROTECTED);
    }

    static Optional<String> bounded(@Nullable String field) {
        return Optional.ofNullable(field).filter(text -> text.length() <= MAX_REPORTED_LENGTH);
    }

    private static List<String> authorization(ContainerRequestContext request) {
        List<String> fields = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return fields == null ? List.of() : fields;
    }

    private void publish(ContainerRequestContext request, Allowance allowance, Granted granted) {
        CallerSecurityContext context =
                CallerSecurityContext.of(granted.token(), request.getSecurityContext()::isSecure);
        request.setSecurityContext(
                JaxRsRuntime.of(request) == JaxRsRuntime.JERSEY
                        ? new JerseySecurityContext(context, allowance)
                        : context);
        publisher.publish(context, allowance);
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
        request.abortWith(responses.create(refusal, request.getAcceptableMediaTypes()));
    }
}
