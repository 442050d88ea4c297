package io.github.mfpjaxrs.security.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Collects all messages of a throwable, including those of its causes and suppressed exceptions. */
final class Throwables {

    private Throwables() {}

    static String text(Throwable throwable) {
        List<String> texts = new ArrayList<>();
        collect(throwable, texts, Collections.newSetFromMap(new IdentityHashMap<>()));
        return String.join("\n", texts);
    }

    private static void collect(Throwable throwable, List<String> texts, Set<Throwable> seen) {
        if (throwable == null || !seen.add(throwable)) {
            return;
        }
        texts.add(throwable.toString());
        collect(throwable.getCause(), texts, seen);
        for (Throwable suppressed : throwable.getSuppressed()) {
            collect(suppressed, texts, seen);
        }
    }
}
