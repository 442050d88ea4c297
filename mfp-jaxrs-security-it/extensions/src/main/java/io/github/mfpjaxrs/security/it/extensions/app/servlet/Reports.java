package io.github.mfpjaxrs.security.it.extensions.app.servlet;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** An annotated servlet with one open method. */
@WebServlet("/annotated/*")
@MFPProtected("read")
public class Reports extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().write("secret of " + request.getUserPrincipal().getName());
    }

    @Override
    @PermitAll
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().write("received");
    }
}
