package io.github.mfpjaxrs.security.it.support;

import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployer;

/**
 * Deploys what may not be fit for it.
 *
 * @param deployer of the test
 */
public record Attempts(Deployer deployer) {

    private static final System.Logger LOG = System.getLogger("it");

    /** Empty where the deployment failed. */
    public Optional<Site> deploy(String name) {
        try {
            deployer.deploy(name);
            return Optional.of(Site.deployed(name));
        } catch (Exception e) {
            LOG.log(Level.INFO, "deploying " + name + ": " + e);
            return Optional.empty();
        }
    }

    /** Also what was not deployed: some runtimes keep something of it. */
    public void undeploy(String name) {
        try {
            deployer.undeploy(name);
        } catch (Exception e) {
            LOG.log(Level.INFO, "undeploying " + name + ": " + e);
        }
    }
}
