package io.github.mfpjaxrs.security.it.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of applications that Arquillian deploys to the runtime. A static field with {@code @AutoClose} holds the
 * authorization server. It is started with the class, because Arquillian requests the archives, which contain its port,
 * before it calls any extension. It is reset before each test and closed after the applications are undeployed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({ArquillianExtension.class, ServerReset.class})
public @interface RuntimeTest {}
