package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** A correct root resource that inherits a method from its superclass and the annotations from an interface (J15). */
@Path("finished")
@RequestScoped
public class Finished extends Unfinished implements Readable {}
