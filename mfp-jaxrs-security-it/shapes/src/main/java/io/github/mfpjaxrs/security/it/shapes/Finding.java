package io.github.mfpjaxrs.security.it.shapes;

/**
 * Where a runtime and the model part.
 *
 * @param detail what was called and what came back
 */
record Finding(Kind kind, Shape shape, String detail) {

    enum Kind {
        /** A method ran for a caller whom the model refuses. */
        HOLE,
        /** A caller whom the model lets in was refused. */
        FAULT,
        /** A caller was refused with another status than promised. */
        STATUS,
        /** Another method ran than Java says. */
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
