// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example.http;

import dev.bnn.runtime.BnnModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Loads the service: {@code java ... Load NAME.bnnc IMAGE CLIENTS MINUTES}. Each client sends the image again as soon as it
 * has its answer. Service and clients run in this process, so the memory, printed each minute, is that of both.
 */
public final class Load {
    private static final int MOST_TIMES = 10_000_000;

    private Load() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("usage: Load NAME.bnnc IMAGE CLIENTS MINUTES");
            System.exit(2);
        }
        BnnModel model = BnnModel.load(Path.of(args[0]));
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ClassifyServer server = ClassifyServer.start(model, free, ClassifyServer.LARGEST_UPLOAD)) {
            URI classify = server.uri().resolve("classify");
            System.out.println(run(classify, Path.of(args[1]), Integer.parseInt(args[2]), minutes(args[3])));
        }
    }

    private static Duration minutes(String text) {
        return Duration.ofMillis(Math.round(60_000 * Double.parseDouble(text)));
    }

    /** A line of figures. Times are those of one request in milliseconds, as the client sees them. */
    static String run(URI classify, Path image, int clients, Duration time)
            throws IOException, InterruptedException, ExecutionException {
        HttpRequest request = HttpRequest.newBuilder(classify)
                .POST(HttpRequest.BodyPublishers.ofFile(image))
                .build();
        // The first requests load classes and start threads.
        send(HttpClient.newHttpClient(), request);
        long heapBefore = heap();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<Future<long[]>> running = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            running.add(threads.submit(() -> client(request, end, MOST_TIMES / clients)));
        }
        for (long minute = 1; minute <= time.toMinutes(); minute++) {
            Thread.sleep(Math.max(0, (start + Duration.ofMinutes(minute).toNanos() - System.nanoTime()) / 1_000_000));
            System.out.printf(Locale.ROOT, "minute %d: heap %.1f MB%s%n", minute, heap() / 1e6, resident());
        }
        long[] times = {};
        for (Future<long[]> client : running) {
            long[] more = client.get();
            int at = times.length;
            times = Arrays.copyOf(times, at + more.length);
            System.arraycopy(more, 0, times, at, more.length);
        }
        threads.shutdown();
        double seconds = (System.nanoTime() - start) * 1e-9;
        Arrays.sort(times);
        return String.format(
                Locale.ROOT,
                "%d clients, %.0f s: %d requests, %.0f per second; p50 %.2f ms, p99 %.2f ms, longest %.2f ms; "
                        + "heap %.1f MB before, %.1f MB after",
                clients,
                seconds,
                times.length,
                times.length / seconds,
                quantile(times, 0.5),
                quantile(times, 0.99),
                quantile(times, 1),
                heapBefore / 1e6,
                heap() / 1e6);
    }

    private static long[] client(HttpRequest request, long end, int most) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        long[] times = new long[1024];
        int count = 0;
        long now = System.nanoTime();
        while (now < end && count < most) {
            send(client, request);
            long done = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = done - now;
            now = done;
        }
        return Arrays.copyOf(times, count);
    }

    private static void send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + ": " + response.body());
        }
    }

    private static double quantile(long[] sorted, double q) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(q * (sorted.length - 1))] * 1e-6;
    }

    /** The memory of the process that is in RAM, where Linux says so; else nothing. */
    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> ", resident " + line.substring("VmRSS:".length()).strip())
                .collect(Collectors.joining());
    }

    /** Bytes in use after a collection. */
    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
