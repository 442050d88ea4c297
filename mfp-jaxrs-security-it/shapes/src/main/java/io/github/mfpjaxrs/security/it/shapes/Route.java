package io.github.mfpjaxrs.security.it.shapes;

/**
 * A path to a method and its permitted callers.
 *
 * @param runs the response of the target method
 * @param loosest callers that it does not admit must be refused
 * @param strictest callers that it admits must be served; equal to loosest unless the rules are ambiguous
 * @param reachable whether JAX-RS maps it
 * @param direct whether no locator lies on the way
 * @param refusable whether the path may end with an error for everybody
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
