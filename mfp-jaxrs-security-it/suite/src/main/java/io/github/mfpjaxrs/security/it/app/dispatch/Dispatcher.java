package io.github.mfpjaxrs.security.it.app.dispatch;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Collections;
import java.util.Enumeration;

/** Dispatches requests as specified by their parameters. */
@WebServlet(urlPatterns = "/dispatch", asyncSupported = true)
public class Dispatcher extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A request that hides any credentials sent by the client. */
    private static final class Anonymous extends HttpServletRequestWrapper {

        Anonymous(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getHeader(String name) {
            return "Authorization".equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return "Authorization".equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String[] targets = request.getParameterValues("to");
        switch (request.getParameter("by")) {
            case "forward" -> to(request, targets[0]).forward(request, response);
            case "include" -> {
                for (String target : targets) {
                    to(request, target).include(request, response);
                }
            }
            case "hidden" -> {
                to(request, targets[0]).include(request, response);
                to(request, targets[0]).include(new Anonymous(request), response);
            }
            case "async" -> {
                AsyncContext async = request.startAsync(request, response);
                async.dispatch("/api/frames/" + targets[0]);
            }
            default -> throw new ServletException("by what?");
        }
    }

    private static RequestDispatcher to(HttpServletRequest request, String target) {
        return request.getRequestDispatcher("/api/frames/" + target);
    }
}
