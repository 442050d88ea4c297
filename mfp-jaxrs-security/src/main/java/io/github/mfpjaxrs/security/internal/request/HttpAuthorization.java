package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessDecision.Granted;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.LogSafe;
import io.github.mfpjaxrs.security.internal.decision.RefusalMessages;
import io.github.mfpjaxrs.security.internal.decision.Refusals;
import io.github.mfpjaxrs.security.internal.decision.ReportedRequest;
import io.github.mfpjaxrs.security.internal.decision.RequestIntrospection;
import io.github.mfpjaxrs.security.internal.decision.RequestValidator;
import io.github.mfpjaxrs.security.internal.protection.PathProtection;
import io.github.mfpjaxrs.security.internal.protection.Protection.Scoped;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import io.github.mfpjaxrs.security.internal.protection.RequestPath;
import io.github.mfpjaxrs.security.spi.HttpOutcome;
import io.github.mfpjaxrs.security.spi.HttpRequest;
import io.github.mfpjaxrs.security.spi.HttpRequestAuthorizer;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes requests against path rules, or against requirements that do not come from resource methods.
 * Thread-safe.
 */
public final class HttpAuthorization implements HttpRequestAuthorizer {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private static final HttpOutcome.Permitted ANONYMOUS = new HttpOutcome.Permitted(CallerSecurityContext.anonymous());
    /**
     * The HTTP methods that are reported by name. All others share one name, because clients can invent any number of
     * methods.
     */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private static final String OTHER_METHOD = "_OTHER";

    private static final Set<String> ACCEPTED =
            Set.of("*/*", "application/*", "application/json", RefusalMessages.PROBLEM);

    /** The request attribute that holds a {@link Prepared} decision. */
    private static final String PREPARED = HttpAuthorization.class.getName();

    /** A decision made while the request was suspended, together with the decision's inputs. */
    private record Prepared(
            HttpAuthorization owner, List<String> authorization, RequiredScope required, AccessDecision decision) {

        boolean hasInputs(HttpAuthorization decider, List<String> fields, RequiredScope scope) {
            return owner == decider && authorization.equals(fields) && required.equals(scope);
        }
    }

    private final PathProtection paths;
    private final RequestValidator validator;
    private final ServerSelection servers;
    private final RefusalMessages messages;
    private final SecurityContextPublisher publisher;
    private final ProtectionResolver resolver;
    private volatile boolean takenOver;

    /**
     * @param servers selects the authorization server for a request
     * @param publisher makes the current request's caller available for injection
     * @param resolver reads annotations
     */
    public HttpAuthorization(
            PathProtection paths,
            RequestValidator validator,
            ServerSelection servers,
            RefusalMessages messages,
            SecurityContextPublisher publisher,
            ProtectionResolver resolver) {
        this.paths = paths;
        this.validator = validator;
        this.servers = servers;
        this.messages = messages;
        this.publisher = publisher;
        this.resolver = resolver;
    }

    @Override
    public Set<String> takeOverPaths() {
        takenOver = true;
        return paths.patterns();
    }

    /** Whether the configuration protects any paths. */
    public boolean protectsPaths() {
        return !paths.isEmpty();
    }

    /** Whether JAX-RS needs the filter that protects paths, because no filter in front of JAX-RS protects them. */
    public boolean needsFilter() {
        return protectsPaths() && !takenOver;
    }

    /**
     * Returns the patterns that have no effect because they match no JAX-RS resource.
     *
     * @param templates the path templates of all resource methods
     * @return empty if a filter in front of JAX-RS has taken over the patterns, because that filter also protects
     *     other resources
     */
    public Set<String> pathsWithoutResource(Set<String> templates) {
        return takenOver ? Set.of() : paths.unmatched(templates);
    }

    @Override
    public HttpOutcome authorizePath(HttpRequest request) {
        if (paths.isEmpty()) {
            return ANONYMOUS;
        }
        HttpOutcome outcome = decidePath(request);
        if (outcome instanceof HttpOutcome.Permitted) {
            RequestIntrospection shared = introspection(request);
            request.rawPath()
                    .map(raw -> new RequestIntrospection.Sent(request.method(), raw, request.path()))
                    .ifPresent(shared::setPathDecided);
        }
        return outcome;
    }

    /** Returns the client request whose path a filter in front of JAX-RS has authorized; empty if there is none. */
    Optional<RequestIntrospection.Sent> pathDecided(@Nullable Object property) {
        return property instanceof RequestIntrospection shared && shared.belongsTo(validator)
                ? shared.pathDecided()
                : Optional.empty();
    }

    HttpOutcome decidePath(HttpRequest request) {
        if (isAmbiguous(request)) {
            return refused(request, Refusals.ambiguousPath());
        }
        Optional<PathProtection.Match> match = paths.find(request.method(), request.path());
        return match.isEmpty()
                ? ANONYMOUS
                : authorize(request, required(match.get()), match.get().pattern());
    }

    /**
     * Starts the introspection that {@link #decidePath} needs, so that a thread that must not block can call that
     * method later.
     *
     * @return a future that completes once {@link #decidePath} can be called without blocking
     */
    CompletableFuture<?> preparePath(HttpRequest request) {
        List<String> authorization = request.headers("Authorization");
        Optional<PathProtection.Match> match = isAmbiguous(request) || authorization.isEmpty()
                ? Optional.empty()
                : paths.find(request.method(), request.path());
        if (match.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Optional<RequiredScope> required = required(match.get());
        RequiredScope scope = servers.select(request, required.orElseGet(RequiredScope::none));
        return validator
                .validateAsync(
                        authorization,
                        scope,
                        reported(request, required.isEmpty(), match.get().pattern()),
                        introspection(request))
                .thenAccept(
                        decision -> request.setAttribute(PREPARED, new Prepared(this, authorization, scope, decision)))
                .toCompletableFuture();
    }

    private static boolean isAmbiguous(HttpRequest request) {
        Optional<String> raw = request.rawPath();
        return RequestPath.isAmbiguous(request.path())
                || raw.isPresent() && RequestPath.decode(raw.get()).isEmpty();
    }

    private static Optional<RequiredScope> required(PathProtection.Match match) {
        return match.protection() instanceof Scoped scoped ? Optional.of(scoped.scope()) : Optional.empty();
    }

    @Override
    public HttpOutcome authorize(HttpRequest request, Optional<RequiredScope> required, String pathTemplate) {
        List<String> authorization = request.headers("Authorization");
        if (required.isEmpty() && authorization.isEmpty()) {
            return ANONYMOUS;
        }
        RequiredScope scope = servers.select(request, required.orElseGet(RequiredScope::none));
        AccessDecision decision = request.attribute(PREPARED) instanceof Prepared prepared
                        && prepared.hasInputs(this, authorization, scope)
                ? prepared.decision()
                : validator.validate(
                        authorization,
                        scope,
                        reported(request, required.isEmpty(), pathTemplate),
                        introspection(request));
        if (decision instanceof Granted granted) {
            CallerSecurityContext caller = CallerSecurityContext.of(granted.token(), request::isSecure);
            publisher.publish(caller, null);
            return new HttpOutcome.Permitted(caller);
        }
        return required.isEmpty() ? ANONYMOUS : refused(request, (Refused) decision);
    }

    @Override
    public HttpOutcome.Refused deny(HttpRequest request) {
        return refused(request, Refusals.denied());
    }

    @Override
    public RequiredScope requiredScope(MFPProtected annotation) {
        return resolver.requiredScope(annotation);
    }

    private RequestIntrospection introspection(HttpRequest request) {
        if (request.attribute(RequestIntrospection.PROPERTY) instanceof RequestIntrospection known
                && known.belongsTo(validator)) {
            return known;
        }
        RequestIntrospection created = validator.newRequestIntrospection();
        request.setAttribute(RequestIntrospection.PROPERTY, created);
        return created;
    }

    private ReportedRequest reported(HttpRequest request, boolean isOpen, String pathTemplate) {
        if (!validator.isReporting()) {
            return isOpen ? ReportedRequest.UNKNOWN_OPEN : ReportedRequest.UNKNOWN;
        }
        return new ReportedRequest(
                Optional.of(METHODS.contains(request.method()) ? request.method() : OTHER_METHOD),
                Optional.of(pathTemplate),
                request.headers(RequestAuthorizer.TRACKING_ID).stream().findFirst(),
                RequestAuthorizer.bounded(first(request, "User-Agent")),
                RequestAuthorizer.bounded(first(request, RequestAuthorizer.CLIENT_METADATA)),
                isOpen ? ReportedRequest.Access.OPEN : ReportedRequest.Access.PROTECTED);
    }

    private static @Nullable String first(HttpRequest request, String name) {
        List<String> fields = request.headers(name);
        return fields.isEmpty() ? null : fields.get(0);
    }

    private HttpOutcome.Refused refused(HttpRequest request, Refused refusal) {
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(
                    Level.DEBUG,
                    "{0} {1} refused: {2} ({3})",
                    LogSafe.escape(request.method()),
                    LogSafe.escape(request.path()),
                    refusal.status(),
                    refusal.reason());
        }
        RefusalMessages.Message message = messages.create(refusal, acceptsProblem(request.headers("Accept")));
        Map<String, String> headers = new LinkedHashMap<>(message.headers());
        message.body().ifPresent(body -> headers.put("Content-Type", RefusalMessages.PROBLEM));
        return new HttpOutcome.Refused(message.status(), headers, message.body());
    }

    /** Applies {@code RefusalResponse}'s rules to header fields that JAX-RS has not parsed. */
    private static boolean acceptsProblem(List<String> accept) {
        return accept.isEmpty()
                || accept.stream()
                        .flatMap(field -> Arrays.stream(field.split(",")))
                        .map(type -> type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                        .anyMatch(ACCEPTED::contains);
    }
}
