package io.github.mfpjaxrs.security.it.shapes;

/**
 * The requirement of one step on the path to a method.
 *
 * @param said whether a requirement is declared; otherwise the {@code Application} decides
 * @param permitInherited whether {@code @PermitAll} is on an overridden method, and there is no other declaration
 */
record Ruling(boolean said, Access loosest, Access strictest, boolean permitInherited) {

    static final Ruling UNSAID = new Ruling(false, Access.OPEN, Access.OPEN, false);

    static Ruling exact(Access access) {
        return new Ruling(true, access, access, false);
    }

    static Ruling between(Access loosest, Access strictest) {
        return new Ruling(true, loosest, strictest, false);
    }

    /** Like {@link #exact}, but refusing every caller is also correct. */
    static Ruling atLeast(Access loosest) {
        return between(loosest, Access.NOBODY);
    }

    boolean demands() {
        return !strictest.equals(Access.OPEN);
    }
}
