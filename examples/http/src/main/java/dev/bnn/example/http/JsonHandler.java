// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/** Answers one method at one path with JSON. */
abstract class JsonHandler implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String method;
    private final String path;

    JsonHandler(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /**
     * The body of the answer.
     *
     * @throws Refused if the request is at fault
     * @throws IOException if the client is gone
     */
    abstract Object answer(HttpExchange exchange) throws Refused, IOException;

    @Override
    public final void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    throw new Refused(404, "there is nothing at this path");
                }
                if (!exchange.getRequestMethod().equals(method)) {
                    exchange.getResponseHeaders().set("Allow", method);
                    throw new Refused(405, path + " takes " + method);
                }
                send(exchange, 200, answer(exchange));
            } catch (Refused e) {
                send(exchange, e.status(), Map.of("error", e.getMessage()));
            } catch (RuntimeException e) {
                // A fault of this program: the client learns that there was one, the console what it was.
                e.printStackTrace();
                send(exchange, 500, Map.of("error", "the service failed"));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }
}
