package io.github.mfpjaxrs.security.it.classloading;

/** The library as a JBoss module, which other servers ignore. */
final class Module {

    private Module() {}

    /** Returns a {@code jboss-deployment-structure.xml} that declares a dependency on the module. */
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
