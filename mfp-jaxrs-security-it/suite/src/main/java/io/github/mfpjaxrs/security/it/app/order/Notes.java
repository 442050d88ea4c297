package io.github.mfpjaxrs.security.it.app.order;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Converts parameters to {@link Note}s. */
@Provider
public class Notes implements ParamConverterProvider {

    private static final ParamConverter<Note> CONVERTER = new ParamConverter<>() {

        @Override
        public Note fromString(String value) {
            Steps.take("converter of " + value);
            return new Note(value);
        }

        @Override
        public String toString(Note note) {
            return note.place();
        }
    };

    @Override
    @SuppressWarnings("unchecked") // for this type only
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        return type == Note.class ? (ParamConverter<T>) CONVERTER : null;
    }
}
