package io.github.mfpjaxrs.security.it.tck;

import org.jboss.arquillian.container.spi.client.deployment.DeploymentDescription;
import org.jboss.arquillian.container.spi.event.container.BeforeDeploy;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Adds the run's content to every application that is deployed.
 *
 * <p>It is an observer, because Arquillian does not call an {@code ApplicationArchiveProcessor} for deployments that
 * are not testable, as most of the TCK's are.
 */
final class Deployments {

    void beforeDeploy(@Observes BeforeDeploy event) {
        DeploymentDescription deployment = event.getDeployment();
        if (!deployment.isArchiveDeployment()) {
            throw new IllegalStateException(deployment.getName() + " is no archive");
        }
        Content content = Content.ofThisRun();
        content.addTo((WebArchive) deployment.getArchive());
        if (deployment.getTestableArchive() != null) {
            content.addTo((WebArchive) deployment.getTestableArchive());
        }
    }
}
