package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;

/**
 * The facts that are known about a resource method at deployment.
 *
 * @param method the method
 * @param own the requirement of the method and its class
 * @param place how requests reach the method, which determines the other requirements that apply
 * @param applicationProtection the requirement of the application, which applies if there is no other requirement;
 *     the combined requirement if there are several applications
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
         * Added to a resource, either programmatically or by the runtime. The requirements of that resource's classes
         * also apply.
         */
        ADDED
    }

    /**
     * Returns the requirement of the method and its class, or else that of the application, excluding the
     * requirements of the resources that lead to the method.
     */
    public Protection declared() {
        return own instanceof Unsaid ? applicationProtection : own;
    }

    /** Whether requests to the method need no check at all. */
    public boolean isUnprotected() {
        return place == Place.ROOT_RESOURCE && declared() instanceof Unsaid;
    }
}
