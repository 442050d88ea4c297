package org.apache.cxf.jaxrs;

/** Represents an object that CXF passes. A runtime is recognised by the package of its classes. */
public final class PretendedContext {}
