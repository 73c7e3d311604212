// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.download;

import dev.bnn.data.Hashes;
import dev.bnn.data.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Downloads a file to NAME.part, checks it, and renames it to NAME. */
public final class Download {
    /** How long a server may take to respond, and how long it may pause after that. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A download failed; the message says why. */
    static final class FailedException extends IOException {
        FailedException(String message) {
            super(message);
        }
    }

    private Download() {}

    /**
     * Downloads the file. Reads no more bytes than the file has, and gives up on a server that sends nothing.
     *
     * @param patience how long the server may send nothing
     * @throws FailedException if the server has no such file, or sends fewer, more or other bytes
     */
    public static void fetch(URI from, Path to, PublishedFile file, Duration patience, Progress progress)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
        HttpRequest request = HttpRequest.newBuilder(from).timeout(patience).build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        Files.createDirectories(to.getParent());
        Path part = Files.createTempFile(to.getParent(), to.getFileName().toString(), ".part");
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw new FailedException("the server answered " + response.statusCode());
            }
            long offered = response.headers().firstValueAsLong("Content-Length").orElse(file.bytes());
            if (offered != file.bytes()) {
                throw new FailedException(
                        "the server offers " + offered + " bytes, not " + file.bytes() + " as published");
            }
            MessageDigest digest = Hashes.sha256();
            try (Watch watch = new Watch(in, patience)) {
                copy(in, part, file, digest, watch, progress);
            }
            Optional<String> wrong = file.wrong(digest);
            if (wrong.isPresent()) {
                throw new FailedException(wrong.get());
            }
            move(part, to);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void copy(
            InputStream in, Path part, PublishedFile file, MessageDigest digest, Watch watch, Progress progress)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long received = 0;
        try (OutputStream out = Files.newOutputStream(part)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                received += n;
                if (received > file.bytes()) {
                    throw new FailedException("it sent more than the published " + file.bytes() + " bytes");
                }
                out.write(buffer, 0, n);
                digest.update(buffer, 0, n);
                watch.received();
                progress.step("Downloading " + file.name(), received, file.bytes());
            }
        } catch (FailedException e) {
            throw e;
        } catch (IOException e) {
            throw watch.gaveUp() ? watch.failure(received) : e;
        }
        if (watch.gaveUp()) {
            throw watch.failure(received);
        }
        if (received != file.bytes()) {
            throw new FailedException("only " + received + " of " + file.bytes() + " bytes came");
        }
    }

    private static void move(Path part, Path to) throws IOException {
        try {
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Closes a stream on which nothing has arrived for a while, so that the reading thread continues. */
    private static final class Watch implements AutoCloseable {
        private final InputStream in;
        private final Duration patience;
        private final AtomicLong lastByte = new AtomicLong(System.nanoTime());
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "bnn-download-watch");
            thread.setDaemon(true);
            return thread;
        });
        private volatile boolean gaveUp;

        Watch(InputStream in, Duration patience) {
            this.in = in;
            this.patience = patience;
            long step = Math.max(1, patience.toMillis() / 10);
            clock.scheduleWithFixedDelay(this::look, step, step, TimeUnit.MILLISECONDS);
        }

        void received() {
            lastByte.set(System.nanoTime());
        }

        boolean gaveUp() {
            return gaveUp;
        }

        FailedException failure(long received) {
            return new FailedException("nothing came for " + patience.toSeconds() + " s after " + received + " bytes");
        }

        private void look() {
            if (System.nanoTime() - lastByte.get() > patience.toNanos()) {
                gaveUp = true;
                try {
                    in.close();
                } catch (IOException e) {
                    // The blocked read fails in any case, with a message from this class.
                    gaveUp = true;
                }
            }
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }
}
