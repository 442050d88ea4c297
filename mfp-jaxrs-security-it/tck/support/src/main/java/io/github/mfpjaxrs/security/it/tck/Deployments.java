package io.github.mfpjaxrs.security.it.tck;

import org.jboss.arquillian.container.spi.client.deployment.DeploymentDescription;
import org.jboss.arquillian.container.spi.event.container.BeforeDeploy;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Adds the run's content to every deployed application.
 *
 * <p>This class is an observer because Arquillian calls an {@code ApplicationArchiveProcessor} only for testable
 * deployments, and most of the TCK's deployments are not testable.
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
