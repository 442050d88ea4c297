package io.github.mfpjaxrs.security.it.classloading;

import io.github.mfpjaxrs.security.it.support.War;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** An EAR as its developers would build it. */
final class Ear {

    private Ear() {}

    /** Its WARs bring the library, if anything does. */
    static EnterpriseArchive of(String name, War... wars) {
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, name + ".ear");
        for (War war : wars) {
            ear.addAsModule(war.build());
        }
        return ear;
    }

    /** The library, and what it brings along, in {@code lib}. */
    static EnterpriseArchive sharing(String name, War... wars) {
        for (War war : wars) {
            war.withoutLibrary();
        }
        return of(name, wars).addAsLibraries(War.library());
    }

    /** The configuration for all of it, in {@code lib} too. */
    static JavaArchive configuration(War like) {
        return ShrinkWrap.create(JavaArchive.class, "configuration.jar")
                .addAsManifestResource(new StringAsset(like.properties()), "microprofile-config.properties");
    }
}
