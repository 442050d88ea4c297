package io.github.mfpjaxrs.samples.instances;

import io.github.mfpjaxrs.security.jcache.RevocationResource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** Receives revocations, for example from a MobileFirst adapter when a user logs out. */
@Path("revocations")
@RequestScoped
public class Revocations extends RevocationResource {}
