package io.github.mfpjaxrs.security.it.shapes;

/**
 * A path to a method and its permitted callers.
 *
 * @param runs the answer of the method that it leads to
 * @param loosest whoever this does not admit must not get through
 * @param strictest whoever this admits must get through; the same as loosest unless two readings are right
 * @param reachable whether JAX-RS maps it
 * @param direct whether no locator lies on the way
 */
record Route(
        String verb, String path, String runs, Access loosest, Access strictest, boolean reachable, boolean direct) {

    boolean isExact() {
        return loosest.equals(strictest);
    }
}
