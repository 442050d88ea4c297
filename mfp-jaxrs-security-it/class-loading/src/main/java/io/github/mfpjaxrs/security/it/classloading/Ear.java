package io.github.mfpjaxrs.security.it.classloading;

import io.github.mfpjaxrs.security.it.support.War;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** Builds EARs as developers would. */
final class Ear {

    private Ear() {}

    /** Creates an EAR that does not itself contain the library. */
    static EnterpriseArchive of(String name, War... wars) {
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, name + ".ear");
        for (War war : wars) {
            ear.addAsModule(war.build());
        }
        return ear;
    }

    /** Creates an EAR whose WARs share the library and its dependencies in {@code lib}. */
    static EnterpriseArchive sharing(String name, War... wars) {
        for (War war : wars) {
            war.withoutLibrary();
        }
        return of(name, wars).addAsLibraries(War.library());
    }

    /** Creates a jar that, placed in {@code lib}, gives all WARs the same configuration. */
    static JavaArchive configuration(War like) {
        return ShrinkWrap.create(JavaArchive.class, "configuration.jar")
                .addAsManifestResource(new StringAsset(like.properties()), "microprofile-config.properties");
    }
}
