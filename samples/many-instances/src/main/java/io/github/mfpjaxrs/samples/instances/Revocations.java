package io.github.mfpjaxrs.samples.instances;

import io.github.mfpjaxrs.security.jcache.RevocationResource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** Receives revocations, such as from a MobileFirst adapter on log-out. */
@Path("revocations")
@RequestScoped
public class Revocations extends RevocationResource {}
