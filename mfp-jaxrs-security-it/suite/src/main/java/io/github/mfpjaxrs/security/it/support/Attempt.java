package io.github.mfpjaxrs.security.it.support;

import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployer;

/**
 * A deployment that may fail, for as long as it is open.
 *
 * @param deployer of the test
 * @param deployment its name
 * @param site empty where the deployment failed
 */
public record Attempt(Deployer deployer, String deployment, Optional<Site> site) implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("it");

    public static Attempt toDeploy(Deployer deployer, String deployment) {
        try {
            deployer.deploy(deployment);
            return new Attempt(deployer, deployment, Optional.of(Site.deployed(deployment)));
        } catch (Exception e) {
            LOG.log(Level.INFO, "deploying " + deployment + ": " + e + ", because of " + root(e));
            return new Attempt(deployer, deployment, Optional.empty());
        }
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    /** The application, whose deployment must not have failed. */
    public Site served() {
        return site.orElseThrow();
    }

    /** Also what was not deployed: some runtimes keep something of it. */
    @Override
    public void close() {
        try {
            deployer.undeploy(deployment);
        } catch (Exception e) {
            LOG.log(Level.INFO, "undeploying " + deployment + ": " + e);
        }
    }
}
