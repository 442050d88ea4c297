package io.github.mfpjaxrs.security.it.extensions.app.servlet;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** A WebSocket endpoint that echoes messages. Configuration keys protect the handshake. */
@ServerEndpoint("/events")
public class Events {

    @OnMessage
    public String receive(String message) {
        return "secret " + message;
    }
}
