package io.github.mfpjaxrs.security.it.extensions.app.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;

/** Responds asynchronously from another thread. */
@WebServlet(urlPatterns = "/later", asyncSupported = true)
public class Later extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        String user = request.getRemoteUser();
        AsyncContext async = request.startAsync(request, response);
        async.start(() -> {
            try {
                response.getWriter().write("secret of " + user);
                async.complete();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
