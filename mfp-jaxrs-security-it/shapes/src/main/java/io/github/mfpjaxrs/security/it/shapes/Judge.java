package io.github.mfpjaxrs.security.it.shapes;

import io.github.mfpjaxrs.security.it.shapes.Client.Answer;
import io.github.mfpjaxrs.security.it.shapes.Client.Call;
import io.github.mfpjaxrs.security.it.shapes.Finding.Kind;
import io.github.mfpjaxrs.security.it.shapes.Verdict.Deployment;
import io.github.mfpjaxrs.security.it.support.Ability;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deploys shapes, calls all their routes, and compares the responses with the model. */
final class Judge {

    private static final System.Logger LOG = System.getLogger("it.shapes");

    private final Deployed deployed;
    private final Client client;
    private final Tally tally = new Tally();

    Judge(Deployed deployed, Client client) {
        this.deployed = deployed;
        this.client = client;
    }

    /** Counters for the test report. */
    static final class Tally {
        int shapes;
        int routes;
        int unreachable;
        int requests;
        int ran;
        int deployments;
        int failedDeployments;
        int undeployableTwins;

        @Override
        public String toString() {
            return shapes + " shapes, " + routes + " routes (" + unreachable + " not reachable on this runtime), "
                    + requests + " requests, of which " + ran + " ran; " + deployments + " deployments, of which "
                    + failedDeployments + " failed; " + undeployableTwins + " shapes that this runtime itself refuses";
        }
    }

    Tally tally() {
        return tally;
    }

    /**
     * Deploys shapes with the same {@code Application} together and judges them. If the deployment fails, the shapes
     * that the failure message names are deployed separately. If the message names none, the shapes are split in half
     * repeatedly until the cause is isolated. The model decides whether that shape is allowed to fail.
     */
    List<Finding> judge(List<Shape> shapes) {
        Service service = serve(shapes);
        if (service.answers().isPresent()) {
            tally.shapes += shapes.size();
            return compare(shapes, service.answers().get());
        }
        if (shapes.size() > 1) {
            return parts(shapes, service.refusal())
                    .flatMap(part -> judge(part).stream())
                    .toList();
        }
        tally.shapes++;
        Shape shape = shapes.get(0);
        if (Model.of(shape).deployment() != Deployment.SUCCEEDS) {
            return List.of();
        }
        if (!isDeployable(shape)) {
            LOG.log(Level.INFO, "refused by the runtime itself: the shape of seed " + shape.seed());
            tally.undeployableTwins++;
            return List.of();
        }
        return List.of(new Finding(Kind.UNDEPLOYABLE, shape, "the deployment fails, that of its twin does not"));
    }

    /** Reports shapes that the library must reject at deployment but whose methods ran. */
    private static List<Finding> unnoticed(List<Shape> shapes, List<Answer> answers, List<Finding> findings) {
        if (!Ability.FAILED_DEPLOYMENTS.isThere()) {
            return List.of();
        }
        return shapes.stream()
                .filter(shape -> findings.stream().noneMatch(f -> f.shape().equals(shape)))
                .filter(shape -> answers.stream()
                        .anyMatch(
                                answer -> answer.ran() && answer.call().shape().equals(shape)))
                .flatMap(shape -> {
                    Verdict verdict = Model.of(shape);
                    return verdict.deployment() == Deployment.FAILS
                            ? Stream.of(new Finding(Kind.DEPLOYED, shape, "deployed in spite of " + verdict.reasons()))
                            : Stream.empty();
                })
                .toList();
    }

    private static Stream<List<Shape>> parts(List<Shape> shapes, String refusal) {
        Map<Boolean, List<Shape>> byBlame =
                shapes.stream().collect(Collectors.partitioningBy(shape -> isNamed(shape, refusal)));
        List<Shape> named = byBlame.get(true);
        if (named.isEmpty() || named.size() == shapes.size()) {
            int half = shapes.size() / 2;
            return Stream.of(shapes.subList(0, half), shapes.subList(half, shapes.size()));
        }
        return Stream.concat(named.stream().map(List::of), Stream.of(byBlame.get(false)));
    }

    private static boolean isNamed(Shape shape, String refusal) {
        return Pattern.compile("\\b" + shape.home() + "\\.").matcher(refusal).find();
    }

    /** The responses from deployed shapes, or the reason why their deployment failed. */
    private record Service(Optional<List<Answer>> answers, String refusal) {}

    private Service serve(List<Shape> shapes) {
        tally.deployments++;
        Service service = deployed.with(
                SourceWriter.ofShapes(),
                shapes,
                attempt ->
                        new Service(attempt.site().map(site -> client.send(site, calls(shapes))), attempt.refusal()));
        service.answers()
                .ifPresentOrElse(
                        all -> {
                            tally.requests += all.size();
                            tally.ran += (int) all.stream().filter(Answer::ran).count();
                        },
                        () -> tally.failedDeployments++);
        return service;
    }

    private static List<Call> calls(List<Shape> shapes) {
        List<Call> calls = new ArrayList<>();
        for (Shape shape : shapes) {
            for (Route route : Model.of(shape).routes()) {
                for (Set<String> caller : Tokens.callers(route)) {
                    calls.add(new Call(shape, route, route.verb(), caller));
                }
                if (route.verb().equals("GET")) {
                    calls.add(new Call(shape, route, "HEAD", Set.of()));
                }
                if (route.direct()) {
                    calls.add(new Call(shape, route, "OPTIONS", Set.of()));
                }
            }
        }
        return calls;
    }

    private boolean isDeployable(Shape shape) {
        return deployed.with(
                SourceWriter.ofTwins(),
                List.of(shape),
                attempt -> attempt.site().isPresent());
    }

    private List<Finding> compare(List<Shape> shapes, List<Answer> answers) {
        List<Finding> findings = new ArrayList<>();
        Map<Answer, Kind> refused = new LinkedHashMap<>();
        for (Answer answer : answers) {
            suspicion(answer).ifPresent(kind -> {
                if (kind == Kind.HOLE) {
                    findings.add(new Finding(kind, answer.call().shape(), describe(answer)));
                } else if (!mayHaveFailed(answer.call().shape())) {
                    refused.put(answer, kind);
                }
            });
        }
        tally.routes +=
                (int) answers.stream().map(a -> a.call().route()).distinct().count();
        if (!refused.isEmpty()) {
            findings.addAll(withoutUnreachable(shapes, refused));
        }
        findings.addAll(unnoticed(shapes, answers, findings));
        return findings;
    }

    /** Whether the shape's deployment might have failed without a report from the runtime. */
    private static boolean mayHaveFailed(Shape shape) {
        return !Ability.FAILED_DEPLOYMENTS.isThere() && Model.of(shape).deployment() != Deployment.SUCCEEDS;
    }

    private static String describe(Answer answer) {
        Route route = answer.call().route();
        return answer + "; the model: "
                + (route.isExact() ? route.loosest() : route.loosest() + " to " + route.strictest());
    }

    private static Optional<Kind> suspicion(Answer answer) {
        Route route = answer.call().route();
        Set<String> caller = answer.call().caller();
        if (answer.call().verb().equals("OPTIONS")) {
            return answer.ran()
                    ? Optional.of(Kind.HOLE)
                    : Optional.of(Kind.FAULT)
                            .filter(k -> Set.of(401, 403, 500).contains(answer.status()) && route.reachable());
        }
        if (answer.ran()) {
            if (!route.loosest().admits(caller)) {
                return Optional.of(Kind.HOLE);
            }
            return Optional.of(Kind.OTHER_METHOD)
                    .filter(k -> !answer.body().isEmpty() && !answer.body().equals(route.runs()));
        }
        if (!route.reachable()) {
            return Optional.empty();
        }
        if (route.strictest().admits(caller)) {
            return Optional.of(Kind.FAULT);
        }
        return Optional.of(Kind.STATUS).filter(k -> route.isExact() && !isRightRefusal(answer));
    }

    /**
     * Whether a refusal has the right status and challenge. A missing token must cause a 401 and an insufficient token
     * a 403, both with a challenge. If no token grants access, the response must be a 403 without a challenge.
     */
    private static boolean isRightRefusal(Answer answer) {
        if (answer.call().route().loosest() instanceof Access.Nobody) {
            return answer.status() == 403 && !answer.challenged();
        }
        return answer.status() == (answer.call().caller().isEmpty() ? 401 : 403) && answer.challenged();
    }

    /**
     * Returns the suspected faults that the shapes' twins do not reproduce. If a twin, which lacks the
     * library's annotations, behaves the same way, the cause is the runtime.
     */
    private List<Finding> withoutUnreachable(List<Shape> shapes, Map<Answer, Kind> refused) {
        List<Shape> concerned = shapes.stream()
                .filter(shape -> refused.keySet().stream()
                        .anyMatch(answer -> answer.call().shape().equals(shape)))
                .toList();
        List<Call> calls = refused.keySet().stream()
                .map(answer -> new Call(
                        answer.call().shape(),
                        answer.call().route(),
                        answer.call().verb(),
                        Set.of()))
                .toList();
        List<Answer> twins = deployed.with(
                SourceWriter.ofTwins(),
                concerned,
                attempt -> attempt.site().map(site -> client.send(site, calls)).orElseGet(List::of));
        List<Finding> findings = new ArrayList<>();
        Set<Route> unreachable = new HashSet<>();
        int at = 0;
        for (Map.Entry<Answer, Kind> entry : refused.entrySet()) {
            Optional<Answer> twin = at < twins.size() ? Optional.of(twins.get(at)) : Optional.empty();
            at++;
            if (twin.isPresent() && isTheSame(entry.getKey(), twin.get())) {
                unreachable.add(entry.getKey().call().route());
            } else {
                findings.add(new Finding(
                        entry.getValue(),
                        entry.getKey().call().shape(),
                        describe(entry.getKey()) + "; its twin: "
                                + twin.map(t -> t.status() + " " + t.body()).orElse("not deployed")));
            }
        }
        tally.unreachable += unreachable.size();
        return findings;
    }

    private static boolean isTheSame(Answer answer, Answer twin) {
        return answer.ran() ? answer.body().equals(twin.body()) : !twin.isSuccess();
    }
}
