package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;

/**
 * What is known about a resource method at deployment.
 *
 * @param method the method
 * @param own the requirement of the method and its class
 * @param place how requests reach the method, which determines what else applies
 * @param applicationProtection the requirement of the application, which applies if there is no other; the combined
 *     one if there are several applications
 * @param hasSeveralApplications whether the method may be reached through more than one application
 */
public record MethodProtection(
        ResourceMethod method,
        Protection own,
        Place place,
        Protection applicationProtection,
        boolean hasSeveralApplications) {

    /** How requests reach a method. */
    public enum Place {
        /** Through the path of its class. */
        ROOT_RESOURCE,
        /** Through other resources, whose requirements also apply. */
        SUB_RESOURCE,
        /**
         * Added programmatically or by the runtime to a resource. The requirements of that resource's classes also
         * apply.
         */
        ADDED
    }

    /**
     * The requirement of the method and its class, or else that of the application. Excludes the requirements of the
     * resources that lead to the method.
     */
    public Protection declared() {
        return own instanceof Unsaid ? applicationProtection : own;
    }

    /** Whether requests to the method need no check at all. */
    public boolean isUnprotected() {
        return place == Place.ROOT_RESOURCE && declared() instanceof Unsaid;
    }
}
