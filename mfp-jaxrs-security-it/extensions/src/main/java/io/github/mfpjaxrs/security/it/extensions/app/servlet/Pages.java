package io.github.mfpjaxrs.security.it.extensions.app.servlet;

import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Describes the caller in response to any HTTP method. */
@WebServlet(
        urlPatterns = {"/pages/*", "/open/*"},
        asyncSupported = true)
public class Pages extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    @Inject
    transient MFPSecurityContext caller;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter()
                .write("secret of " + request.getRemoteUser() + " " + request.isUserInRole("read") + " "
                        + caller.getAccessToken().isPresent());
    }
}
