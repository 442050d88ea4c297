package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;

/**
 * What is known about a resource method at deployment.
 *
 * @param method the method
 * @param own the requirement that the method or its class declares
 * @param place how requests reach the method, which determines the other requirements that apply
 * @param applicationProtection the application's requirement, which applies if there is no other requirement; if
 *     there are several applications, their combined requirement
 * @param hasSeveralApplications whether requests might reach the method through more than one application
 */
public record MethodProtection(
        ResourceMethod method,
        Protection own,
        Place place,
        Protection applicationProtection,
        boolean hasSeveralApplications) {

    /** How requests reach a method. */
    public enum Place {
        /** Directly, through the resource class's path. */
        ROOT_RESOURCE,
        /** Through other resources, whose requirements also apply. */
        SUB_RESOURCE,
        /**
         * Through a resource to which the method was added, either programmatically or by the runtime. The
         * requirements of that resource's classes also apply.
         */
        ADDED
    }

    /**
     * Returns the requirement that the method or its class declares, or else the application's requirement. The
     * requirements of resources that lead to the method are not included.
     */
    public Protection declared() {
        return own instanceof Unsaid ? applicationProtection : own;
    }

    /** Whether requests to the method need no check at all. */
    public boolean isUnprotected() {
        return place == Place.ROOT_RESOURCE && declared() instanceof Unsaid;
    }
}
