package sample;

import java.io.IOException;

class WildFlyIT extends BankTests {

    @Override
    AppServer start(int port) throws IOException, InterruptedException {
        return WildFly.start(port);
    }
}
