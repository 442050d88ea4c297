package io.github.mfpjaxrs.security.rest30;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FilterGateTest {

    private static final String PASSED = "passed";

    private final AtomicBoolean missing = new AtomicBoolean(true);
    private final AtomicInteger questions = new AtomicInteger();
    private final FilterGate gate = new FilterGate(() -> {
        questions.incrementAndGet();
        return missing.get();
    });

    @Test
    void doFilterWhenFiltersAreMissingThenAnswered500() throws Exception {
        assertThat(request()).containsExactly("500");
        assertThat(request()).containsExactly("500");
    }

    @Test
    void doFilterWhenFiltersAreTakenLaterThenPasses() throws Exception {
        request();

        missing.set(false);

        assertThat(request()).containsExactly(PASSED);
    }

    @Test
    void doFilterWhenItHasPassedOnceThenNobodyIsAskedAgain() throws Exception {
        missing.set(false);
        request();

        assertThat(request()).containsExactly(PASSED);
        assertThat(questions).hasValue(1);
    }

    @Test
    void guardThenStandsBeforeEverythingHoweverARequestIsLedThere() {
        List<Object> mapping = new ArrayList<>();
        FilterRegistration.Dynamic registration = fake(
                FilterRegistration.Dynamic.class,
                Map.of("setAsyncSupported", arguments -> null, "addMappingForUrlPatterns", arguments -> {
                    mapping.addAll(List.of(arguments[0], arguments[1]));
                    mapping.addAll(List.of((String[]) arguments[2]));
                    return null;
                }));

        gate.guard(fake(ServletContext.class, Map.of("addFilter", arguments -> registration)));

        // Not after other filters, and with error pages and inclusions.
        assertThat(mapping).containsExactly(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    /** What became of a request: its error status, or that it passed. */
    private List<String> request() throws Exception {
        List<String> outcome = new ArrayList<>();
        ServletContext context = fake(ServletContext.class, Map.of("getContextPath", arguments -> "/app"));
        FilterChain chain = (request, response) -> outcome.add(PASSED);
        gate.doFilter(
                fake(HttpServletRequest.class, Map.of("getServletContext", arguments -> context)),
                fake(HttpServletResponse.class, Map.of("sendError", arguments -> {
                    outcome.add(String.valueOf(arguments[0]));
                    return null;
                })),
                chain);
        return outcome;
    }

    private interface Answer {

        @Nullable
        Object to(Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName()).to(arguments)));
    }
}
