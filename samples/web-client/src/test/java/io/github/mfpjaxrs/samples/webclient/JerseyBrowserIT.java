package io.github.mfpjaxrs.samples.webclient;

class JerseyBrowserIT extends BrowserSuite {

    @Override
    Service.Launcher launcher() {
        return JerseyService::new;
    }
}
