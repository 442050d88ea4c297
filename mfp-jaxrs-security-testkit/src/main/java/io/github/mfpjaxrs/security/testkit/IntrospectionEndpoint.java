package io.github.mfpjaxrs.security.testkit;

import java.util.Map;
import java.util.Optional;

/** Introspects tokens for authenticated callers (RFC 7662). */
final class IntrospectionEndpoint {

    private static final Reply CONFLICT = Reply.of(Response.empty(409).with("MFP-Conflict", "Concurrency failure"));

    private final CallerCheck callers;
    private final TokenStore tokens;
    private final AnswerFormat format;
    private final ServerEvents events;

    IntrospectionEndpoint(CallerCheck callers, TokenStore tokens, AnswerFormat format, ServerEvents events) {
        this.callers = callers;
        this.tokens = tokens;
        this.format = format;
        this.events = events;
    }

    Reply answer(Request request, Form form) {
        Optional<Response> refusal = callers.refusal(request);
        if (refusal.isPresent()) {
            events.introspected("", refusal.get().status(), Optional.empty());
            return Reply.of(refusal.get());
        }
        Optional<String> presented = form.single("token");
        if (presented.isEmpty()) {
            return Reply.of(Response.error(400, "invalid_request"));
        }
        Optional<IssuedToken> token = tokens.find(presented.get());
        if (token.isPresent() && token.get().takeConflict()) {
            events.introspected(presented.get(), 409, Optional.empty());
            return CONFLICT;
        }
        Optional<TokenDetails> active =
                token.filter(issued -> issued.isActive(tokens.now())).map(IssuedToken::details);
        events.introspected(presented.get(), 200, active);
        return new Reply(
                Response.json(200, active.map(this::describeActive).orElseGet(format::inactive)),
                token.map(IssuedToken::fault).orElse(Fault.NONE));
    }

    private String describeActive(TokenDetails details) {
        Map<String, String> members = format.active(details, tokens);
        members.putAll(details.claims());
        members.values().removeIf(TokenDetails.ABSENT::equals);
        return Json.object(members);
    }
}
