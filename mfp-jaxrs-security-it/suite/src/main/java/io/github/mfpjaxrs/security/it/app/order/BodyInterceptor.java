package io.github.mfpjaxrs.security.it.app.order;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Runs when a request body is read as an entity. */
@Provider
public class BodyInterceptor implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Steps.take("reader interceptor");
        return context.proceed();
    }
}
