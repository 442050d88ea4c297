package io.github.mfpjaxrs.security.internal.boot;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.io.Serial;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Binds {@link InvocationInterceptor} to protected methods. Only the library adds this annotation. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface InvocationChecked {

    /** An instance of the annotation that can be added programmatically. */
    final class Literal extends AnnotationLiteral<InvocationChecked> implements InvocationChecked {

        static final Literal INSTANCE = new Literal();

        @Serial
        private static final long serialVersionUID = 1L;
    }
}
