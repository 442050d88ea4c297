package io.github.mfpjaxrs.samples.webclient;

class QuarkusBrowserIT extends BrowserSuite {

    @Override
    Service.Launcher launcher() {
        return QuarkusService::start;
    }
}
