package dev.bnn.data;

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

/** Fetches one file over HTTP to NAME.part, checks it, and only then gives it its name. */
final class Download {
    /** A download that did not give the file; the message says why. */
    static final class FailedException extends IOException {
        FailedException(String message) {
            super(message);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Download() {}

    /**
     * Fetches.
     *
     * @param algorithm of the checksum: MD5 or SHA-256
     * @param checksum in hex
     * @throws FailedException if the server has no such file, or sent less or other bytes
     */
    static void fetch(URI from, Path to, String algorithm, String checksum, Progress progress)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .build();
        HttpRequest request = HttpRequest.newBuilder(from).timeout(PATIENCE).build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        Files.createDirectories(to.getParent());
        Path part = Files.createTempFile(to.getParent(), to.getFileName().toString(), ".part");
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw new FailedException("the server answered " + response.statusCode());
            }
            long expected =
                    response.headers().firstValueAsLong("Content-Length").orElse(-1);
            MessageDigest digest = Hashes.digest(algorithm);
            long received = copy(in, part, digest, expected, "Downloading " + to.getFileName(), progress);
            if (expected >= 0 && received != expected) {
                throw new FailedException("only " + received + " of " + expected + " bytes came");
            }
            String found = Hashes.hex(digest);
            if (!found.equals(checksum)) {
                throw new FailedException("its " + algorithm + " is " + found + ", not " + checksum + " as published");
            }
            move(part, to);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long copy(
            InputStream in, Path part, MessageDigest digest, long expected, String task, Progress progress)
            throws IOException {
        long received = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(part)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                digest.update(buffer, 0, n);
                received += n;
                progress.step(task, received, expected);
            }
        }
        return received;
    }

    private static void move(Path part, Path to) throws IOException {
        try {
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
