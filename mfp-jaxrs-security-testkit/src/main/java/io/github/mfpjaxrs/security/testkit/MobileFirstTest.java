package io.github.mfpjaxrs.security.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a {@link MobileFirstServer}, which its constructors, test and lifecycle methods may take as a
 * parameter. Register a {@link MobileFirstExtension} instead where the server needs other settings than the defaults.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MobileFirstExtension.class)
public @interface MobileFirstTest {}
