package io.github.mfpjaxrs.security;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Checks which packages may depend on each other, and what no class may do. */
@AnalyzeClasses(
        packages = "io.github.mfpjaxrs.security",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.WithoutTestKit.class})
class ArchitectureTest {

    /** The test kit's package is a subpackage of the library's package, and follows its own rules. */
    static final class WithoutTestKit implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("testkit");
        }
    }

    private static final String ROOT = "io.github.mfpjaxrs.security";
    private static final String INTERNAL = ROOT + ".internal.";

    /** The packages that each package may use, in addition to the root. A package may use only those above it. */
    private static final Map<String, List<String>> ARROWS = arrows();

    /** The packages that are loaded on only one runtime, and may depend on that runtime. */
    private static final String[] OF_ONE_RUNTIME = {
        ROOT + ".internal.jersey", ROOT + ".internal.quarkus", ROOT + ".internal.resteasy", ROOT + ".internal.transport"
    };

    private static Map<String, List<String>> arrows() {
        Map<String, List<String>> arrows = new LinkedHashMap<>();
        arrows.put("spi", List.of());
        arrows.put("internal.config", List.of());
        arrows.put("internal.token", List.of());
        arrows.put("internal.server", List.of());
        arrows.put("internal.transport", List.of("internal.server"));
        arrows.put("internal.json", List.of("internal.server"));
        arrows.put("internal.client", List.of("internal.config", "internal.server", "internal.transport"));
        arrows.put(
                "internal.introspection",
                List.of("spi", "internal.config", "internal.token", "internal.server", "internal.json"));
        arrows.put("internal.cache", List.of("spi", "internal.config", "internal.token"));
        arrows.put(
                "internal.guard",
                List.of("spi", "internal.config", "internal.token", "internal.server", "internal.cache"));
        arrows.put(
                "internal.decision",
                List.of(
                        "spi",
                        "internal.config",
                        "internal.token",
                        "internal.server",
                        "internal.cache",
                        "internal.guard"));
        arrows.put(
                "internal.cluster",
                List.of(
                        "spi",
                        "internal.config",
                        "internal.token",
                        "internal.server",
                        "internal.json",
                        "internal.cache",
                        "internal.guard"));
        arrows.put("internal.runtime", List.of("internal.config"));
        arrows.put("internal.jersey", List.of("internal.runtime"));
        arrows.put("internal.resteasy", List.of("internal.runtime"));
        arrows.put("internal.quarkus", List.of("internal.runtime"));
        arrows.put("internal.protection", List.of("internal.config", "internal.runtime"));
        arrows.put(
                "internal.request",
                List.of(
                        "spi",
                        "internal.config",
                        "internal.decision",
                        "internal.protection",
                        "internal.runtime",
                        "internal.jersey",
                        "internal.resteasy",
                        "internal.quarkus"));
        return arrows;
    }

    @ArchTest
    static void packagesWhenTheyUseOthersThenOnlyThoseOfTheTable(JavaClasses library) {
        ARROWS.forEach((name, used) -> noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".(*)..")
                        .and(not(resideInAnyPackage(Stream.concat(
                                        Stream.of(ROOT + "." + name),
                                        used.stream().map(other -> ROOT + "." + other))
                                .toArray(String[]::new)))))
                .check(library));
    }

    @ArchTest
    static final ArchRule packagesWhenTheyExistThenTheTableHasThem = classes()
            .should()
            .resideInAnyPackage(Stream.concat(
                            Stream.of(ROOT, INTERNAL + "boot"),
                            ARROWS.keySet().stream().map(name -> ROOT + "." + name))
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule rootWhenItUsesTheLibraryThenOnlyTheRoot = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".spi", ROOT + ".internal..");

    @ArchTest
    static final ArchRule protocolWhenItRunsThenWithoutContainer = noClasses()
            .that()
            .resideInAnyPackage(
                    INTERNAL + "config",
                    INTERNAL + "token",
                    INTERNAL + "server",
                    INTERNAL + "json",
                    INTERNAL + "introspection",
                    INTERNAL + "cache",
                    INTERNAL + "guard",
                    INTERNAL + "cluster",
                    INTERNAL + "decision")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "jakarta.interceptor..",
                    "jakarta.ws.rs..",
                    "org.eclipse.microprofile.rest..");

    @ArchTest
    static final ArchRule protectionWhenItRunsThenWithoutBeans = noClasses()
            .that()
            .resideInAPackage(INTERNAL + "protection")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.enterprise..", "jakarta.inject..", "jakarta.interceptor..");

    @ArchTest
    static final ArchRule packagesWhenTheyDependThenWithoutCycle =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everythingWhenItUsesOthersThenOnlyTheApisAndWhatTheJarBrings = classes()
            .that(not(resideInAnyPackage(OF_ONE_RUNTIME)))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    ROOT + "..",
                    "java..",
                    "javax.crypto..",
                    "javax.net.ssl..",
                    "jakarta.annotation..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "jakarta.interceptor..",
                    "jakarta.json..",
                    "jakarta.ws.rs..",
                    "org.eclipse.microprofile.config..",
                    "org.eclipse.microprofile.rest.client..",
                    "com.github.benmanes.caffeine..",
                    "dev.failsafe..",
                    "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule loggingWhenItIsDoneThenThroughSystemLogger = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache..", "org.jboss.logging..");

    /**
     * A virtual thread that waits in a monitor holds its carrier. PlacementValidator runs at deployment and does no
     * I/O.
     */
    @ArchTest
    static final ArchRule methodsWhenThreadsMeetThenNotSynchronized = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .doNotHaveSimpleName("PlacementValidator")
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule consoleWhenSomethingIsToBeSaidThenNotUsed =
            noFields().should().haveRawType("java.io.PrintStream").orShould().haveRawType("java.util.Random");

    /** A record would print its components, and any class may become one. */
    @ArchTest
    static final ArchRule holdersOfTokensWhenPrintedThenRedacted = classes()
            .that()
            .haveSimpleName("BearerToken")
            .or()
            .haveSimpleName("ClientCredentialsToken")
            .or()
            .haveSimpleName("Secret")
            .or()
            .haveSimpleName("ClientCredentials")
            .or()
            .haveSimpleName("SigningKey")
            .or()
            .haveSimpleName("TokenKey")
            .or()
            .haveSimpleName("AccessToken")
            .should(new ArchCondition<JavaClass>("override toString") {

                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean overrides = type.tryGetMethod("toString").isPresent()
                            && !type.getMethod("toString").getMethodCallsFromSelf().stream()
                                    .anyMatch(call ->
                                            call.getTargetOwner().getName().contains("ObjectMethods"));
                    events.add(new SimpleConditionEvent(type, overrides, type.getName() + " overrides toString"));
                }
            });

    /**
     * The time that equals takes reveals to an attacker how much of a secret was correct. This library compares no
     * secrets.
     */
    @ArchTest
    static final ArchRule secretsWhenHeldThenNotCompared = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleName("Secret")
            .or()
            .areDeclaredInClassesThat()
            .haveSimpleName("ClientCredentialsToken")
            .or()
            .areDeclaredInClassesThat()
            .haveSimpleName("BearerToken")
            .should()
            .haveName("equals");

    @ArchTest
    static final ArchRule internalClassesWhenPublicThenAnotherPackageOrARuntimeNeedsThem = classes()
            .that(resideInAPackage(ROOT + ".internal.."))
            .and()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .should(new ArchCondition<JavaClass>("be used by another package or made by a runtime") {

                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean usedElsewhere = type.getDirectDependenciesToSelf().stream()
                            .anyMatch(use -> isPublicInterface(use.getOriginClass())
                                    || !use.getOriginClass().getPackageName().equals(type.getPackageName())
                                    || isPublicRecord(use.getOriginClass()));
                    boolean madeByRuntime = type.isAnnotatedWith(Provider.class)
                            || type.isAnnotatedWith(ApplicationScoped.class)
                            || type.isAssignableTo("jakarta.enterprise.inject.spi.Extension")
                            || type.isAssignableTo("jakarta.ws.rs.core.Feature")
                            || type.isAssignableTo("jakarta.ws.rs.container.DynamicFeature")
                            || type.isAssignableTo("org.glassfish.jersey.server.spi.ComponentProvider")
                            || type.isAssignableTo("jakarta.ws.rs.client.ClientRequestFilter")
                            || type.isAssignableTo("jakarta.ws.rs.ext.ParamConverterProvider")
                            || type.isAssignableTo("org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper")
                            || type.isAssignableTo("org.eclipse.microprofile.rest.client.spi.RestClientListener")
                            || type.getMethods().stream()
                                    .anyMatch(method -> method.isAnnotatedWith(ServerRequestFilter.class));
                    events.add(new SimpleConditionEvent(
                            type, usedElsewhere || madeByRuntime, type.getName() + " need not be public"));
                }

                /**
                 * Whether a class is a public interface, such as that of a REST client, which uses only public types.
                 */
                private static boolean isPublicInterface(JavaClass origin) {
                    return origin.isInterface() && origin.getModifiers().contains(JavaModifier.PUBLIC);
                }

                /**
                 * Whether a class is a public record. The components of a public record are as public as the record.
                 */
                private static boolean isPublicRecord(JavaClass origin) {
                    return origin.isRecord() && origin.getModifiers().contains(JavaModifier.PUBLIC);
                }
            });

    @ArchTest
    static final ArchRule publicClassesWhenNotMadeForExtensionThenFinal = classes()
            .that(resideInAPackage(ROOT + ".internal..")
                    .and(not(resideInAnyPackage(INTERNAL + "boot", INTERNAL + "request"))))
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotRecords()
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule toStringWhenDeclaredThenWithoutTheRawToken = methods()
            .that()
            .haveName("toString")
            .should(new ArchCondition<JavaMethod>("not reveal a secret") {

                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean reveals = method.getMethodCallsFromSelf().stream()
                            .anyMatch(call -> call.getName().equals("reveal")
                                    || call.getName().equals("value")
                                    || call.getName().equals("credentials"));
                    events.add(new SimpleConditionEvent(method, !reveals, method.getFullName()));
                }
            });
}
