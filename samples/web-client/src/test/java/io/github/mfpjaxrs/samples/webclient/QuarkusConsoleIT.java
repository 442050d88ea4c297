package io.github.mfpjaxrs.samples.webclient;

class QuarkusConsoleIT extends ConsoleSuite {

    @Override
    Service.Launcher launcher() {
        return QuarkusService::start;
    }
}
