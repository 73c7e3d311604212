// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example.http;

import com.sun.net.httpserver.HttpServer;
import dev.bnn.runtime.BnnModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP service for one model.
 *
 * <ul>
 * <li>{@code POST /classify} with an image file as its body answers with the probabilities, greatest first.
 * <li>{@code GET /model} answers with the name, the input, the classes and the largest upload.
 * <li>{@code GET /} is a page to try it.
 * </ul>
 *
 * Answers are JSON; those of mistakes have the one field {@code error}. All requests share the model, which any number of
 * threads may use.
 */
final class ClassifyServer implements AutoCloseable {
    /** Bytes of an image file: 8 MB. */
    static final int LARGEST_UPLOAD = 8 << 20;
    /** Requests that are served at a time, each with one upload in memory; others wait for a thread. */
    private static final int THREADS = 16;
    /** Seconds until a client that sends or reads slowly is cut off. */
    private static final String SLOWEST = "30";

    private static final int SECONDS_TO_FINISH = 1;

    private final HttpServer server;
    private final ExecutorService threads;

    private ClassifyServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts the service.
     *
     * @param address port 0 takes a free one
     * @param largestUpload bytes of an image file
     * @throws IOException if the address cannot be bound
     */
    static ClassifyServer start(BnnModel model, InetSocketAddress address, int largestUpload) throws IOException {
        // The server of the JDK reads these once, when it is first used.
        System.setProperty("sun.net.httpserver.maxReqTime", SLOWEST);
        System.setProperty("sun.net.httpserver.maxRspTime", SLOWEST);
        // Else answers wait for a client's delayed acknowledgements, some 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", new PageHandler());
        server.createContext("/model", new ModelHandler(model, largestUpload));
        server.createContext("/classify", new ClassifyHandler(model, largestUpload));
        server.start();
        return new ClassifyServer(server, threads);
    }

    /** Where the service listens. */
    URI uri() {
        InetAddress host = server.getAddress().getAddress();
        return URI.create(
                "http://" + host.getHostName() + ":" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(SECONDS_TO_FINISH);
        threads.shutdownNow();
    }
}
