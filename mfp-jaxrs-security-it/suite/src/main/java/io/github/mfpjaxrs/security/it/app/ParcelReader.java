package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads parcels and counts them. */
@Provider
@Consumes("text/parcel")
public class ParcelReader implements MessageBodyReader<Parcel> {

    static final AtomicInteger READ = new AtomicInteger();

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Parcel.class;
    }

    @Override
    public Parcel readFrom(
            Class<Parcel> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        READ.incrementAndGet();
        return new Parcel(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
}
