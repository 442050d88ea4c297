package sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Starts WildFly with the bank's WAR in the server's deployments folder. */
final class WildFly {

    private WildFly() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (AppServer server = start(Integer.getInteger("port", 8080))) {
            server.introduce("");
        }
    }

    static AppServer start(int port) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("wildfly.home"));
        Files.copy(
                Path.of(System.getProperty("war")),
                home.resolve("standalone/deployments/bank.war"),
                StandardCopyOption.REPLACE_EXISTING);
        return new AppServer(
                port,
                new File(home + ".log"),
                List.of(
                        home.resolve("bin/standalone.sh").toString(),
                        "--server-config=standalone-microprofile.xml",
                        "-Djboss.bind.address=127.0.0.1",
                        "-Djboss.http.port=" + port,
                        "-Djboss.https.port=0",
                        "-Djboss.management.http.port=0"));
    }
}
