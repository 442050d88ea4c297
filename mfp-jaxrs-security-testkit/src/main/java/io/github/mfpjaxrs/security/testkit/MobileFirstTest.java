package io.github.mfpjaxrs.security.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a {@link MobileFirstServer} for a test class. The class's constructors, test methods and lifecycle methods can
 * declare the server as a parameter. To change the default settings, register a {@link MobileFirstExtension} instead.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MobileFirstExtension.class)
public @interface MobileFirstTest {}
