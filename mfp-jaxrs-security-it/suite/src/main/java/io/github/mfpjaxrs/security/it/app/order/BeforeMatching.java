package io.github.mfpjaxrs.security.it.app.order;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Runs before the method is matched, and records when the body is first read. */
@Provider
@PreMatching
public class BeforeMatching implements ContainerRequestFilter {

    private static final class Watched extends FilterInputStream {

        private boolean read;

        Watched(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            note();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            note();
            return super.read(bytes, offset, length);
        }

        private void note() {
            if (!read) {
                read = true;
                Steps.take("body");
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (Orders.isWatched(request)) {
            Steps.take("pre-matching filter");
            request.setEntityStream(new Watched(request.getEntityStream()));
        }
    }
}
