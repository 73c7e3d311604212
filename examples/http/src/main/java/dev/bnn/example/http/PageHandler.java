// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Serves the page and its two files. No other file can be asked for. */
final class PageHandler implements HttpHandler {
    private record PageFile(String resource, String type) {}

    private static final Map<String, PageFile> FILES = Map.of(
            "/", new PageFile("index.html", "text/html; charset=utf-8"),
            "/page.css", new PageFile("page.css", "text/css; charset=utf-8"),
            "/page.js", new PageFile("page.js", "text/javascript; charset=utf-8"));
    private static final PageFile MISSING = new PageFile("missing.html", "text/html; charset=utf-8");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            PageFile file = FILES.getOrDefault(exchange.getRequestURI().getPath(), MISSING);
            int status = file == MISSING ? 404 : 200;
            Headers headers = exchange.getResponseHeaders();
            if (!exchange.getRequestMethod().equals("GET")) {
                headers.set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            byte[] content = read(file.resource());
            headers.set("Content-Type", file.type());
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; script-src 'self'; img-src blob:; connect-src 'self'");
            exchange.sendResponseHeaders(status, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = PageHandler.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }
}
