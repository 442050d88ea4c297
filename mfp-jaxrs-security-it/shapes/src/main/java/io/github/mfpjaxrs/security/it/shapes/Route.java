package io.github.mfpjaxrs.security.it.shapes;

/**
 * A path to a method, and the callers allowed to use it.
 *
 * @param runs the target method's response
 * @param loosest the loosest permitted requirement; callers that it does not admit must be refused
 * @param strictest the strictest permitted requirement, which equals the loosest unless the rules are ambiguous;
 *     callers that it admits must be served
 * @param reachable whether JAX-RS maps the path to the method
 * @param direct whether the path contains no locator
 * @param refusable whether the library is allowed to refuse every caller
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
