package io.github.mfpjaxrs.security.it.classloading;

import io.github.mfpjaxrs.security.it.support.War;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** An EAR as its developers would build it. */
final class Ear {

    private Ear() {}

    /** Only its WARs can contain the library. */
    static EnterpriseArchive of(String name, War... wars) {
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, name + ".ear");
        for (War war : wars) {
            ear.addAsModule(war.build());
        }
        return ear;
    }

    /** Adds the library and its dependencies to {@code lib}. */
    static EnterpriseArchive sharing(String name, War... wars) {
        for (War war : wars) {
            war.withoutLibrary();
        }
        return of(name, wars).addAsLibraries(War.library());
    }

    /** Adds the configuration of all WARs to {@code lib}. */
    static JavaArchive configuration(War like) {
        return ShrinkWrap.create(JavaArchive.class, "configuration.jar")
                .addAsManifestResource(new StringAsset(like.properties()), "microprofile-config.properties");
    }
}
