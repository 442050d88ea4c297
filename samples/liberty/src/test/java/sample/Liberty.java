package sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts Open Liberty with the bank and the intranet. Maven has already installed both applications in the server
 * directory.
 */
final class Liberty {

    static final String INTRANET = "/intranet/";

    private Liberty() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (AppServer server = start(Integer.getInteger("port", 8080))) {
            server.introduce("""

                # the intranet, whose paths are protected by three lines of configuration

                # open to everybody
                curl -i %1$s

                # protected, and no token: 401
                curl -i %1$sreports/2026

                # a servlet, a static page and a resource with a token
                curl -i -H 'Authorization: Bearer john-token' %1$sreports/2026
                curl -i -H 'Authorization: Bearer john-token' %1$shandbook.html
                curl -i -H 'Authorization: Bearer john-token' %1$sapi/holidays
                """.formatted(server.uri(INTRANET)));
        }
    }

    static AppServer start(int port) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("liberty.home"));
        AppServer server = new AppServer(
                port,
                new File(home + ".log"),
                List.of(home.resolve("bin/server").toString(), "run", "bank", "--", "--http.port=" + port));
        server.await(INTRANET);
        return server;
    }
}
