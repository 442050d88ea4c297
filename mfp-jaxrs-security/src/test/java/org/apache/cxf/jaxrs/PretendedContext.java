package org.apache.cxf.jaxrs;

/** Stands for an object that CXF hands over: a runtime is told by the package of its classes. */
public final class PretendedContext {}
