package io.github.mfpjaxrs.security.it.shapes;

/**
 * A path to a method and its permitted callers.
 *
 * @param runs the response of the target method
 * @param loosest the loosest requirement; callers that it does not admit must be refused
 * @param strictest the strictest requirement; callers that it admits must be served. Equal to loosest unless the
 *     rules are ambiguous
 * @param reachable whether JAX-RS maps it
 * @param direct whether the path contains no locator
 * @param refusable whether every caller may receive an error
 */
record Route(
        String verb,
        String path,
        String runs,
        Access loosest,
        Access strictest,
        boolean reachable,
        boolean direct,
        boolean refusable) {

    boolean isExact() {
        return !refusable && loosest.equals(strictest);
    }
}
