package io.github.mfpjaxrs.security.it.support;

import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;

/**
 * A deployment that is allowed to fail. It lasts until this object is closed.
 *
 * @param deployer the test's deployer
 * @param deployment the deployment's name
 * @param site the deployed application; empty if the deployment failed
 * @param refusal the messages from the failure and its causes; empty if the deployment succeeded
 */
public record Attempt(Deployer deployer, String deployment, Optional<Site> site, String refusal)
        implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("it");

    public static Attempt toDeploy(Deployer deployer, String deployment) {
        try {
            deployer.deploy(deployment);
            return new Attempt(deployer, deployment, Optional.of(Site.deployed(deployment)), "");
        } catch (Exception e) {
            LOG.log(Level.INFO, "deploying " + deployment + ": " + e + ", because of " + root(e));
            return new Attempt(deployer, deployment, Optional.empty(), messages(e));
        }
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    private static String messages(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining("\n"));
    }

    /** Returns the deployed application. The deployment must have succeeded. */
    public Site served() {
        return site.orElseThrow();
    }

    /**
     * Undeploys the application even if the deployment failed, because some runtimes keep parts of a failed
     * deployment.
     */
    @Override
    public void close() {
        try {
            deployer.undeploy(deployment);
        } catch (Exception e) {
            LOG.log(Level.INFO, "undeploying " + deployment + ": " + e);
        }
    }
}
