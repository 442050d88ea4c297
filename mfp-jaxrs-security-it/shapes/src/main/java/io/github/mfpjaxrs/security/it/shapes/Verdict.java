package io.github.mfpjaxrs.security.it.shapes;

import java.util.List;

/**
 * The expected outcome of deploying a shape.
 *
 * @param reasons why the deployment fails, or may fail
 */
record Verdict(Deployment deployment, List<String> reasons, List<Route> routes) {

    enum Deployment {
        SUCCEEDS,
        /** Where it succeeds, the routes tell what must happen. */
        MAY_FAIL,
        FAILS
    }

    Verdict {
        reasons = List.copyOf(reasons);
        routes = List.copyOf(routes);
    }
}
