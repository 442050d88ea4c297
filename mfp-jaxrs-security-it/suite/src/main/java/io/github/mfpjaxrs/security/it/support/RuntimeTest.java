package io.github.mfpjaxrs.security.it.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of applications that Arquillian deploys to the runtime. A static field with {@code @AutoClose} holds the
 * authorization server: it is started with the class, since Arquillian asks for the archives, which name its port,
 * before any extension of ours is called; it is in order again before each test; and it is closed when the applications
 * are gone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({ArquillianExtension.class, ServerReset.class})
public @interface RuntimeTest {}
