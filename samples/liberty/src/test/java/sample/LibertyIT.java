package sample;

import java.io.IOException;

class LibertyIT extends BankTests {

    @Override
    AppServer start(int port) throws IOException, InterruptedException {
        return Liberty.start(port);
    }
}
