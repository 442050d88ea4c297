package io.github.mfpjaxrs.security.it.extensions.app.servlet;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Returns what it receives. Its handshake is protected by keys. */
@ServerEndpoint("/events")
public class Events {

    @OnMessage
    public String receive(String message) {
        return "secret " + message;
    }
}
