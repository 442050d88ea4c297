package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.internal.oauth.ConfigurationException;
import io.github.mfpjaxrs.security.internal.oauth.SettingsReader;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Fails the deployment, the way the specification has it, where the configuration is wrong. Public because CDI containers
 * create it; runtimes without portable extensions fail a little later, when {@link Wiring} starts.
 */
public final class DeploymentCheck implements Extension {

    /** For CDI. */
    public DeploymentCheck() {}

    void validate(@Observes AfterDeploymentValidation deployment) {
        try {
            SettingsReader.read(ConfigProvider.getConfig());
        } catch (ConfigurationException e) {
            deployment.addDeploymentProblem(e);
        }
    }
}
