package sample;

import io.github.mfpjaxrs.security.testkit.MobileFirstDevServer;
import java.io.IOException;
import java.nio.file.Path;

/** Runs the built application and the test kit's server, which prints tokens to try. */
public final class Demo {

    private Demo() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Thread server = new Thread(() -> MobileFirstDevServer.main(arguments));
        server.setDaemon(true);
        server.start();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process application = new ProcessBuilder(java.toString(), "-jar", System.getProperty("application"))
                .inheritIO()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(application::destroy));
        application.waitFor();
    }
}
