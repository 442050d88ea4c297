package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.POST;

/** An interface that contradicts {@link Offered}. */
public interface Taken {

    @POST
    String bid();
}
