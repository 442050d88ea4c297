package io.github.mfpjaxrs.security.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.shapes.Verdict.Deployment;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Tests generated shapes in the order of their seeds. {@code -Dshapes} sets the number of shapes,
 * {@code -Dshapes.first} the first seed, and {@code -Dshapes.pack} the number of shapes per deployment.
 * {@code -Dshapes.unfit} sets the number of shapes to try whose deployment must fail, and also the number whose
 * deployment is allowed to fail.
 */
@RuntimeTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("J25")
class ShapesIT {

    private static final System.Logger LOG = System.getLogger("it.shapes");

    private static final int SHAPES = Integer.getInteger("shapes", 300);
    private static final long FIRST = Long.getLong("shapes.first", 1);
    private static final int PACK = Integer.getInteger("shapes.pack", 100);
    private static final int UNFIT = Integer.getInteger("shapes.unfit", Math.max(5, SHAPES / 60));
    private static final int SHRUNK = Integer.getInteger("shapes.shrunk", 3);
    /** Some runtimes, such as Open Liberty, serve nothing in an application whose root resource is not public. */
    private static final boolean ONLY_PUBLIC_ROOTS = Boolean.getBoolean("shapes.public-roots");

    private static final int SHRINKING_ROUNDS = 40;
    private static final int DOUBTFUL_PACK = 8;
    private static final boolean MUTINY = isThere("io.smallrye.mutiny.Uni");

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private static final WebArchive ARCHIVE =
            War.named(Deployed.NAME).against(SERVER).build();

    @ArquillianResource
    Deployer deployer;

    @org.jboss.arquillian.container.test.api.Deployment(name = Deployed.NAME, managed = false, testable = false)
    static WebArchive archive() {
        return ARCHIVE;
    }

    @Test
    @Order(1)
    void callWhenShapesAreSoundThenWhoIsAdmittedRunsThemAndNobodyElse() {
        Judge judge = judge();
        List<Finding> findings = new ArrayList<>();
        packs(shapes(Deployment.SUCCEEDS).limit(SHAPES), PACK).forEach(pack -> report(judge.judge(pack), findings));
        LOG.log(Level.INFO, "sound: " + judge.tally());

        assertThat(judge.tally().ran).isPositive();
        assertNothing(judge, findings);
    }

    @Test
    @Order(2)
    void deployWhenShapesAreUnfitThenFailsOrHoldsNevertheless() {
        Judge judge = judge();
        List<Finding> findings = new ArrayList<>();
        Stream.concat(
                        packs(shapes(Deployment.MAY_FAIL).limit(UNFIT), DOUBTFUL_PACK).stream(),
                        packs(shapes(Deployment.FAILS).limit(UNFIT), 1).stream())
                .forEach(pack -> report(judge.judge(pack), findings));
        LOG.log(Level.INFO, "unfit: " + judge.tally());

        assertThat(judge.tally().shapes).isPositive();
        assertNothing(judge, findings);
    }

    private Judge judge() {
        return new Judge(new Deployed(SERVER, ARCHIVE, deployer), new Client(new Tokens(SERVER)));
    }

    private static Stream<Shape> shapes(Deployment deployment) {
        return LongStream.iterate(FIRST, seed -> seed + 1)
                .mapToObj(seed -> ShapeGenerator.generate(seed, MUTINY))
                .filter(shape -> !ONLY_PUBLIC_ROOTS || shape.roots().stream().allMatch(TypeShape::isPublic))
                .filter(shape -> Model.of(shape).deployment() == deployment);
    }

    private static List<List<Shape>> packs(Stream<Shape> shapes, int size) {
        Map<ApplicationShape, List<Shape>> byApplication =
                shapes.collect(Collectors.groupingBy(Shape::application, TreeMap::new, Collectors.toList()));
        List<List<Shape>> packs = new ArrayList<>();
        byApplication.values().forEach(all -> {
            for (int from = 0; from < all.size(); from += size) {
                packs.add(all.subList(from, Math.min(from + size, all.size())));
            }
        });
        return packs;
    }

    private static void report(List<Finding> some, List<Finding> all) {
        some.stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.kind() + " " + finding.shape().seed()))
                .values()
                .forEach(similar -> LOG.log(Level.WARNING, similar.get(0) + " (" + similar.size() + " such)"));
        all.addAll(some);
    }

    /** Fails if there are findings, and shows the smallest shapes that reproduce them. */
    private static void assertNothing(Judge judge, List<Finding> findings) {
        List<String> shown = findings.stream().collect(Collectors.groupingBy(Finding::shape)).values().stream()
                .sorted((one, other) -> one.get(0).kind().compareTo(other.get(0).kind()))
                .limit(SHRUNK)
                .map(ofShape -> ofShape.get(0))
                .map(finding -> smallest(judge, finding))
                .toList();
        shown.forEach(text -> LOG.log(Level.WARNING, text));

        assertThat(findings).as(() -> String.join("\n", shown)).isEmpty();
    }

    private static String smallest(Judge judge, Finding finding) {
        Shape shape = new Shrinker(
                        candidates -> judge.judge(candidates).stream()
                                .filter(f -> f.kind() == finding.kind())
                                .map(Finding::shape)
                                .collect(Collectors.toSet()),
                        SHRINKING_ROUNDS)
                .shrink(finding.shape());
        return finding + "\nSmallest: "
                + judge.judge(List.of(shape)).stream().map(Finding::toString).collect(Collectors.joining("\n"))
                + "\n" + SourceWriter.listing(shape);
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, ShapesIT.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException notThere) {
            return false;
        }
    }
}
