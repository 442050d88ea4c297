package io.github.mfpjaxrs.security.it.shapes;

/**
 * A difference between a runtime and the model.
 *
 * @param detail the request and its response, or the reason for a deployment finding
 */
record Finding(Kind kind, Shape shape, String detail) {

    enum Kind {
        /** A method ran for a caller that the model refuses. */
        HOLE,
        /** A caller that the model admits was refused. */
        FAULT,
        /** A caller was refused with an unexpected status. */
        STATUS,
        /** The method that ran is not the one that Java selects. */
        OTHER_METHOD,
        /** The deployment of a sound shape failed. */
        UNDEPLOYABLE,
        /** The deployment of an unfit shape succeeded. */
        DEPLOYED
    }

    @Override
    public String toString() {
        return kind + " in the shape of seed " + shape.seed() + " (" + shape.application() + "): " + detail;
    }
}
