package sample;

import io.github.mfpjaxrs.security.testkit.MobileFirstDevServer;
import io.helidon.Main;

/** Runs the application and the test kit's server, which prints tokens to try. */
public final class Demo {

    private Demo() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(() -> MobileFirstDevServer.main(arguments));
        Main.main(new String[0]);
    }
}
