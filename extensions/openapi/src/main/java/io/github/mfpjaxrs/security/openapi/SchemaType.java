package io.github.mfpjaxrs.security.openapi;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Sets a schema's type, which was a single value before MicroProfile OpenAPI 4.0 and has been a list since then. No
 * method for setting the type exists in both versions of the API.
 */
enum SchemaType {
    INTEGER(Schema.SchemaType.INTEGER),
    OBJECT(Schema.SchemaType.OBJECT),
    STRING(Schema.SchemaType.STRING);

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security.openapi");

    private final Schema.SchemaType type;

    SchemaType(Schema.SchemaType type) {
        this.type = type;
    }

    /** Returns the schema after setting its type. */
    Schema of(Schema schema) {
        try {
            Method setter = Schema.class.getMethod(isOfOpenApi31() ? "addType" : "setType", Schema.SchemaType.class);
            setter.invoke(schema, type);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "A schema remains without a type: {0}", e.toString());
        }
        return schema;
    }

    /** Whether the API supports OpenAPI 3.1 documents. */
    static boolean isOfOpenApi31() {
        for (Method method : Schema.class.getMethods()) {
            if (method.getName().equals("addType")) {
                return true;
            }
        }
        return false;
    }
}
