package io.github.mfpjaxrs.security.it.shapes;

/**
 * The requirement of one step on the path to a method.
 *
 * @param said whether anything is; else the {@code Application} has its say
 * @param permitInherited whether {@code @PermitAll} stands on an overridden method, and nothing is said otherwise
 */
record Ruling(boolean said, Access loosest, Access strictest, boolean permitInherited) {

    static final Ruling UNSAID = new Ruling(false, Access.OPEN, Access.OPEN, false);

    static Ruling exact(Access access) {
        return new Ruling(true, access, access, false);
    }

    static Ruling between(Access loosest, Access strictest) {
        return new Ruling(true, loosest, strictest, false);
    }

    /** As {@link #exact}, and refusing it altogether is right too. */
    static Ruling atLeast(Access loosest) {
        return between(loosest, Access.NOBODY);
    }

    boolean demands() {
        return !strictest.equals(Access.OPEN);
    }
}
