package io.github.mfpjaxrs.security.it.classloading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.support.Site;
import java.io.IOException;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployer;

/** What a test does with a deployment that may fail. */
record Deploying(Deployer deployer) {

    /** Empty where the deployment failed. */
    Optional<Site> tryDeploy(String name) {
        try {
            deployer.deploy(name);
            return Optional.of(Site.deployed(name));
        } catch (Exception e) {
            System.getLogger("it").log(System.Logger.Level.INFO, "deploying " + name + ": " + e);
            return Optional.empty();
        }
    }

    void undeploy(String name) {
        try {
            deployer.undeploy(name);
        } catch (Exception e) {
            System.getLogger("it").log(System.Logger.Level.INFO, "undeploying " + name + ": " + e);
        }
    }

    /** Whatever the token. */
    static void assertServesNothing(Site site, String token) throws IOException, InterruptedException {
        for (String path : new String[] {"plain", "accounts/balance", "accounts/registered"}) {
            assertThat(site.get(path).statusCode()).as(path).isIn(404, 500, 503);
            assertThat(site.get(path, token).statusCode()).as(path).isIn(404, 500, 503);
        }
    }
}
