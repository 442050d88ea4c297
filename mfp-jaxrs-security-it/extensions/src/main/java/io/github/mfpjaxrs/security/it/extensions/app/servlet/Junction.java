package io.github.mfpjaxrs.security.it.extensions.app.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Dispatches requests to the path given in a request parameter. */
@WebServlet(urlPatterns = "/junction", asyncSupported = true)
public class Junction extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String to = request.getParameter("to");
        switch (request.getParameter("by")) {
            case "forward" -> request.getRequestDispatcher(to).forward(request, response);
            case "disguised" ->
                request.getRequestDispatcher(to)
                        .forward(new ReplacingFilter.Replaced(request, request.getMethod(), "/open"), response);
            case "include" -> {
                response.getWriter().write("[");
                request.getRequestDispatcher(to).include(request, response);
                response.getWriter().write("]");
            }
            case "wrapped" ->
                request.startAsync(new HttpServletRequestWrapper(request), response)
                        .dispatch(to);
            case "async" -> request.startAsync().dispatch(to);
            case "error" -> response.sendError(HttpServletResponse.SC_CONFLICT);
            default -> throw new ServletException("unknown kind of dispatch");
        }
    }
}
