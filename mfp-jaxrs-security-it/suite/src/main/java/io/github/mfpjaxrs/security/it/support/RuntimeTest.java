package io.github.mfpjaxrs.security.it.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests of applications that Arquillian deploys to the runtime. The authorization server is in a static field
 * with {@code @AutoClose}. That server starts when the test class is initialized, because the archives contain its
 * port and Arquillian requests the archives before it calls any extension. The server is reset before each test and
 * closed after the applications are undeployed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({ArquillianExtension.class, ServerReset.class})
public @interface RuntimeTest {}
