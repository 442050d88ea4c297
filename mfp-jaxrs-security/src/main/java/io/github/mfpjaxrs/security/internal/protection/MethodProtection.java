package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;

/**
 * What is known of a resource method when it is deployed.
 *
 * @param method the method
 * @param own what it and its class require
 * @param place how requests come to it, and what else they may have to fulfil
 * @param ofApplication what the application requires where nothing else does; of several, what all require together
 * @param isOfSeveral whether the method may be reached through more than one application
 */
public record MethodProtection(
        ResourceMethod method, Protection own, Place place, Protection ofApplication, boolean isOfSeveral) {

    /** How requests come to a method. */
    public enum Place {
        /** By the path of its class. */
        ROOT_RESOURCE,
        /** By other resources, whose requirements count too. */
        SUB_RESOURCE,
        /** Added by a program or by the runtime, to a resource whose classes' requirements count too. */
        ADDED
    }

    public Protection ownOrApplications() {
        return own instanceof Unsaid ? ofApplication : own;
    }

    /** Whether no request to it needs to be looked at. */
    public boolean isNone() {
        return place == Place.ROOT_RESOURCE && ownOrApplications() instanceof Unsaid;
    }
}
