package io.github.mfpjaxrs.samples.webclient;

class JerseyConsoleIT extends ConsoleSuite {

    @Override
    Service.Launcher launcher() {
        return JerseyService::new;
    }
}
