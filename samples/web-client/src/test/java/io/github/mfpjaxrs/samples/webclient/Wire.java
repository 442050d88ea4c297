package io.github.mfpjaxrs.samples.webclient;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy in front of the service. Pages from both origins call the service through this proxy. */
final class Wire implements Service {

    private final Service service;
    private final PageServer front;

    private Wire(Service service, Recording recording) {
        this.service = service;
        this.front = PageServer.listen(0).forward("/", service.uri(), recording.passed::add);
    }

    @Override
    public URI uri() {
        return front.uri();
    }

    @Override
    public void close() {
        front.close();
        service.close();
    }

    /** The requests that reached the service, in the order in which they were answered. */
    static final class Recording {

        private final List<Passed> passed = new CopyOnWriteArrayList<>();

        /** Returns a launcher that puts a proxy in front of the service. */
        Launcher before(Launcher launcher) {
            return (settings, origins, port) -> new Wire(launcher.start(settings, origins, port), this);
        }

        /** Returns the requests, except for preflight requests. */
        List<Passed> passed() {
            return passed.stream().filter(each -> !each.isPreflight()).toList();
        }

        List<Passed> preflights() {
            return passed.stream().filter(Passed::isPreflight).toList();
        }

        List<Integer> statuses() {
            return passed().stream().map(Passed::status).toList();
        }

        List<Integer> statusesOf(String path) {
            return passed().stream()
                    .filter(each -> each.path().equals(path))
                    .map(Passed::status)
                    .toList();
        }

        List<String> challenges() {
            return passed().stream()
                    .map(Passed::challenge)
                    .flatMap(Optional::stream)
                    .toList();
        }

        void clear() {
            passed.clear();
        }
    }
}
