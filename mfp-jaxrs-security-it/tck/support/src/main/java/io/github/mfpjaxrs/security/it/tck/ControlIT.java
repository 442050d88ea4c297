package io.github.mfpjaxrs.security.it.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Verifies that the library is active only in the run that includes it. */
@ExtendWith(ArquillianExtension.class)
@Tag("control")
public class ControlIT {

    @Deployment(testable = false)
    public static WebArchive application() {
        return ShrinkWrap.create(WebArchive.class, "control.war")
                .addClasses(ControlApplication.class, ControlResource.class);
    }

    @Test
    public void openMethodWhenNoTokenThenRuns() throws Exception {
        HttpResponse<String> response = get("open");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("open");
    }

    @Test
    public void protectedMethodWhenNoTokenThenRefusedByTheLibraryAlone() throws Exception {
        HttpResponse<String> response = get("protected");

        assertThat(response.statusCode()).isEqualTo(Content.ofThisRun() == Content.LIBRARY ? 401 : 200);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + System.getProperty("webServerHost") + ":" + System.getProperty("webServerPort")
                + "/control/api/control/" + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
