package io.github.mfpjaxrs.security.it.shapes;

import java.util.List;

/**
 * The expected outcome of deploying a shape.
 *
 * @param reasons the reasons why the deployment fails or is allowed to fail
 */
record Verdict(Deployment deployment, List<String> reasons, List<Route> routes) {

    enum Deployment {
        SUCCEEDS,
        /** The deployment is allowed to fail. If it succeeds, the routes define the expected responses. */
        MAY_FAIL,
        FAILS
    }

    Verdict {
        reasons = List.copyOf(reasons);
        routes = List.copyOf(routes);
    }
}
