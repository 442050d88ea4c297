package io.github.mfpjaxrs.samples.servlet;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** A JAX-RS resource without any of the library's annotations. */
@Path("holidays")
@RequestScoped
public class HolidayResource {

    @Context
    SecurityContext security;

    @GET
    public String remaining() {
        return "25 days left for " + security.getUserPrincipal().getName();
    }
}
