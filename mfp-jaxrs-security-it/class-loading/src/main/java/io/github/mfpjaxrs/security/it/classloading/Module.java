package io.github.mfpjaxrs.security.it.classloading;

/** The library as a JBoss module. Other servers ignore it. */
final class Module {

    private Module() {}

    /** A {@code jboss-deployment-structure.xml} that depends on it. */
    static String imported(String how) {
        return """
                <jboss-deployment-structure xmlns="urn:jboss:deployment-structure:1.3">
                  <deployment>
                    <dependencies>
                      <module name="io.github.mfpjaxrs.security" %s/>
                    </dependencies>
                  </deployment>
                </jboss-deployment-structure>
                """.formatted(how);
    }
}
