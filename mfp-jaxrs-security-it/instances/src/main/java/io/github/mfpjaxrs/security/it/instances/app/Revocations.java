package io.github.mfpjaxrs.security.it.instances.app;

import io.github.mfpjaxrs.security.jcache.RevocationResource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** Evicts cached responses on all instances. */
@Path("revocations")
@RequestScoped
public class Revocations extends RevocationResource {}
