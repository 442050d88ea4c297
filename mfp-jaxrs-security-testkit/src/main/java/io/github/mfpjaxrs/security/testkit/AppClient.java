package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.CheckState.Step;
import io.github.mfpjaxrs.security.testkit.TokenDetails.Application;
import io.github.mfpjaxrs.security.testkit.TokenDetails.Device;
import io.github.mfpjaxrs.security.testkit.TokenDetails.User;
import java.security.PublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A registered application instance, including the state of its security checks. Thread-safe. */
final class AppClient {

    /** The data that a client registers, signed with the client's key. */
    record Registration(PublicKey key, Device device, Application application) {}

    private final String id;
    private final SecurityChecks checks;
    private final Map<String, AtomicReference<CheckState>> states = new LinkedHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private volatile Registration registration;
    private volatile @Nullable String token;

    AppClient(String id, Registration registration, SecurityChecks checks) {
        this.id = id;
        this.registration = registration;
        this.checks = checks;
        checks.all().forEach(check -> states.put(check.name(), new AtomicReference<>(CheckState.INITIAL)));
    }

    String id() {
        return id;
    }

    Registration registration() {
        return registration;
    }

    void register(Registration changed) {
        registration = changed;
    }

    /** Returns the token most recently issued to this client. */
    Optional<String> token() {
        return Optional.ofNullable(token);
    }

    void token(String issued) {
        token = issued;
    }

    /** Remembers the scope elements for which the client was authorized, because some of them might be check names. */
    void authorized(Set<String> scopeElements) {
        asked.addAll(scopeElements);
    }

    /** Advances a check by one step. */
    CheckResult advance(SecurityCheck check, Function<CheckState, Step> transition) {
        AtomicReference<CheckState> state = state(check.name());
        while (true) {
            CheckState before = state.get();
            Step step = transition.apply(before);
            if (state.compareAndSet(before, step.state())) {
                return step.result();
            }
        }
    }

    /** Ends the login for the named check, or for the checks that the named scope element requires. */
    void expire(String elementOrCheck) {
        change(elementOrCheck, CheckState::expired);
    }

    /** Ends the login and forgets a remembered user. The default scope stands for all checks. */
    void logOut(String elementOrCheck) {
        if (elementOrCheck.equals(SecurityChecks.DEFAULT_SCOPE)) {
            states.keySet().forEach(name -> change(name, state -> CheckState.INITIAL));
        } else {
            change(elementOrCheck, state -> CheckState.INITIAL);
        }
    }

    /** Maps each check that has a logged-in user to that user, in the order in which the checks were configured. */
    Map<String, User> logins(Instant now) {
        Map<String, User> users = new LinkedHashMap<>();
        states.forEach((name, state) -> state.get().userAt(now).ifPresent(user -> users.put(name, user)));
        return users;
    }

    RegisteredClient snapshot(Instant now) {
        Map<String, String> users = new LinkedHashMap<>();
        logins(now).forEach((check, user) -> users.put(check, user.id()));
        Application application = registration.application();
        return new RegisteredClient(id, registration.device().id(), application.id(), application.platform(), users);
    }

    Set<String> asked() {
        return asked;
    }

    private void change(String elementOrCheck, UnaryOperator<CheckState> change) {
        checks.namedBy(elementOrCheck).forEach(name -> state(name).updateAndGet(change));
    }

    private AtomicReference<CheckState> state(String check) {
        AtomicReference<CheckState> state = states.get(check);
        if (state == null) {
            throw new IllegalArgumentException("unknown security check");
        }
        return state;
    }
}
