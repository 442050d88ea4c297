package sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts Open Liberty with the bank, which Maven has put where server.xml says. */
final class Liberty {

    private Liberty() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (AppServer server = start(Integer.getInteger("port", 8080))) {
            server.introduce();
        }
    }

    static AppServer start(int port) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("liberty.home"));
        return new AppServer(
                port,
                new File(home + ".log"),
                List.of(home.resolve("bin/server").toString(), "run", "bank", "--", "--http.port=" + port));
    }
}
