package io.github.mfpjaxrs.security.it.helidon;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips the suite and reports the reason if the Java version found is too old for Helidon. Public because JUnit
 * discovers this class by itself.
 */
public final class JavaOfHelidon implements ExecutionCondition {

    private static final int OLDEST = 21;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        int found = Runtime.version().feature();
        return found >= OLDEST
                ? ConditionEvaluationResult.enabled("Java " + found)
                : ConditionEvaluationResult.disabled("it needs Java " + OLDEST + " or later, and the latest found is "
                        + found + "; toolchains.xml, or -Dit.java, may name another");
    }
}
