package io.github.mfpjaxrs.security.it.shapes;

/**
 * The requirement at one step of the path to a method.
 *
 * @param said whether the step declares a requirement; otherwise, the {@code Application} decides
 * @param permitInherited whether the only declaration is an inherited {@code @PermitAll}
 */
record Ruling(boolean said, Access loosest, Access strictest, boolean permitInherited) {

    static final Ruling UNSAID = new Ruling(false, Access.OPEN, Access.OPEN, false);

    static Ruling exact(Access access) {
        return new Ruling(true, access, access, false);
    }

    static Ruling between(Access loosest, Access strictest) {
        return new Ruling(true, loosest, strictest, false);
    }

    /** Returns a ruling like {@link #exact}, except that refusing every caller is also correct. */
    static Ruling atLeast(Access loosest) {
        return between(loosest, Access.NOBODY);
    }

    boolean demands() {
        return !strictest.equals(Access.OPEN);
    }
}
