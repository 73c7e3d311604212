// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.Hashes;
import dev.bnn.data.Progress;
import dev.bnn.data.Requests;
import dev.bnn.data.download.Download;
import dev.bnn.data.download.PublishedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedTest {
    private static final String[] NAMES = {
        "train-images-idx3-ubyte.gz",
        "train-labels-idx1-ubyte.gz",
        "t10k-images-idx3-ubyte.gz",
        "t10k-labels-idx1-ubyte.gz"
    };

    @TempDir
    Path cache;

    private HttpServer server;
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<PublishedFile> files = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private String base;

    @BeforeEach
    void serve() throws IOException {
        byte[][] content = IdxTest.small();
        for (int i = 0; i < 4; i++) {
            byte[] packed = IdxTest.gzip(content[i]);
            served.put("/good/" + NAMES[i], packed);
            MessageDigest digest = Hashes.sha256();
            digest.update(packed);
            files.add(new PublishedFile(NAMES[i], packed.length, Hashes.hex(digest)));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] body = served.get(path);
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                answer(exchange, path.split("/")[1], body);
            }
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers depending on the requested folder: too few bytes, too many, or a few and then none. */
    private void answer(HttpExchange exchange, String kind, byte[] body) throws IOException {
        boolean counted = !kind.equals("endless");
        exchange.sendResponseHeaders(200, kind.equals("other") ? body.length + 5 : counted ? body.length : 0);
        OutputStream out = exchange.getResponseBody();
        switch (kind) {
            case "cut" -> out.write(body, 0, body.length - 5);
            case "silent" -> {
                out.write(body, 0, body.length - 5);
                out.flush();
                try {
                    done.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            case "endless" -> {
                for (int i = 0; i < 1000; i++) {
                    out.write(body);
                }
            }
            default -> out.write(body);
        }
        // If an answer is closed early, newer JDKs send nothing of it, not even the headers.
        out.flush();
    }

    @AfterEach
    void stop() {
        done.countDown();
        server.stop(0);
        ((ExecutorService) server.getExecutor()).shutdownNow();
    }

    private DataRequest request(boolean offline, Progress progress) {
        return new DataRequest("tiny", cache, cache, offline, 1, 2, 3, 1, progress);
    }

    private Published at(String... folders) {
        return new Published(
                "tiny", List.of(folders).stream().map(f -> base + f).toList(), files);
    }

    private DataException failure(boolean offline, String... folders) {
        return catchThrowableOfType(DataException.class, () -> at(folders).locate(request(offline, Progress.NONE)));
    }

    private List<String> cached() {
        Path folder = cache.resolve("tiny");
        return Files.isDirectory(folder) ? List.of(folder.toFile().list()) : List.of();
    }

    @Test
    void downloadsOnceWithProgressAndThenReadsTheCache() throws Exception {
        Requests progress = new Requests();
        Path folder = at("/good/").locate(request(false, progress));
        int size = served.get("/good/" + NAMES[0]).length;

        assertThat(cached()).containsExactlyInAnyOrder(NAMES);
        assertThat(progress.steps).contains("Downloading " + NAMES[0] + " " + size + "/" + size);
        assertThat(Formats.read("tiny", folder, request(true, Progress.NONE))
                        .train()
                        .count())
                .isEqualTo(3);

        asked.clear();
        assertThat(at("/good/").locate(request(true, Progress.NONE))).isEqualTo(folder);
        assertThat(asked).isEmpty();
    }

    @Test
    void onlyWhatIsMissingIsFetched() throws Exception {
        at("/good/").locate(request(false, Progress.NONE));
        Files.delete(cache.resolve("tiny").resolve(NAMES[2]));
        asked.clear();
        at("/good/").locate(request(false, Progress.NONE));

        assertThat(asked).containsExactly("/good/" + NAMES[2]);
    }

    @Test
    void theNextAddressIsTriedWhenOneFails() throws Exception {
        at("/gone/", "/good/").locate(request(false, Progress.NONE));

        assertThat(cached()).containsExactlyInAnyOrder(NAMES);
    }

    @Test
    void aMissingFileOnTheServerIsToldWithItsAddress() {
        assertThat(failure(false, "/gone/"))
                .hasMessage(NAMES[0] + " of the data set tiny could not be downloaded to " + cache.resolve("tiny")
                        + "\n  " + base + "/gone/" + NAMES[0] + ": the server answered 404\n"
                        + "  Try again, copy the file to " + cache.resolve("tiny")
                        + ", or say where it is with -Dbnn.data=PATH.");
        assertThat(cached()).isEmpty();
    }

    @Test
    void otherBytesThanPublishedAreNotKept() {
        byte[] other = served.get("/good/" + NAMES[0]).clone();
        other[5] ^= 1;
        served.put("/bad/" + NAMES[0], other);
        MessageDigest digest = Hashes.sha256();
        digest.update(other);

        assertThat(failure(false, "/bad/").problem())
                .contains("its SHA-256 is " + Hashes.hex(digest) + ", not "
                        + files.get(0).sha256() + " as published");
        assertThat(cached()).isEmpty();
    }

    @Test
    void aDownloadThatStopsIsNotKept() {
        served.put("/cut/" + NAMES[0], served.get("/good/" + NAMES[0]));

        assertThat(failure(false, "/cut/").problem()).contains("/cut/" + NAMES[0] + ": ");
        assertThat(cached()).isEmpty();
    }

    @Test
    void anotherSizeThanPublishedIsNotFetched() {
        byte[] body = served.get("/good/" + NAMES[0]);
        served.put("/other/" + NAMES[0], body);

        assertThat(failure(false, "/other/").problem())
                .contains("the server offers " + (body.length + 5) + " bytes, not " + body.length + " as published");
        assertThat(cached()).isEmpty();
    }

    @Test
    void noMoreThanThePublishedSizeIsTaken() {
        byte[] body = served.get("/good/" + NAMES[0]);
        served.put("/endless/" + NAMES[0], body);

        assertThat(failure(false, "/endless/").problem())
                .contains("it sent more than the published " + body.length + " bytes");
        assertThat(cached()).isEmpty();
    }

    /** Without the limit, this would wait forever. */
    @Test
    void aServerThatFallsSilentIsLeft() throws Exception {
        byte[] body = served.get("/good/" + NAMES[0]);
        served.put("/silent/" + NAMES[0], body);
        Path to = cache.resolve("tiny").resolve(NAMES[0]);

        assertThatThrownBy(() -> Download.fetch(
                        URI.create(base + "/silent/" + NAMES[0]),
                        to,
                        files.get(0),
                        Duration.ofSeconds(1),
                        Progress.NONE))
                .hasMessage("nothing came for 1 s after " + (body.length - 5) + " bytes");
        assertThat(cached()).isEmpty();
    }

    @Test
    void aCorruptFileInTheCacheIsNamedAndFetchedAgain() throws Exception {
        Path folder = at("/good/").locate(request(false, Progress.NONE));
        Path damaged = folder.resolve(NAMES[1]);
        byte[] content = Files.readAllBytes(damaged);
        content[7] ^= 1;
        Files.write(damaged, content);
        asked.clear();
        Requests progress = new Requests();
        at("/good/").locate(request(false, progress));

        assertThat(asked).containsExactly("/good/" + NAMES[1]);
        assertThat(progress.messages).hasSize(1);
        assertThat(progress.messages.get(0))
                .startsWith(damaged + " is corrupt: its SHA-256 is ")
                .endsWith(" as published; it is downloaded again");
        assertThat(Files.readAllBytes(damaged)).isEqualTo(served.get("/good/" + NAMES[1]));
    }

    @Test
    void aCorruptFileInTheCacheIsRefusedOffline() throws Exception {
        Path folder = at("/good/").locate(request(false, Progress.NONE));
        Path damaged = folder.resolve(NAMES[3]);
        byte[] content = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(content, content.length - 1));
        asked.clear();

        assertThat(failure(true, "/good/").problem())
                .isEqualTo(damaged + " is corrupt: it has " + (content.length - 1) + " bytes, not " + content.length
                        + " as published, and downloads are off (offline)");
        assertThat(asked).isEmpty();
    }

    @Test
    void checksumsAreThoseOfThePublishedFiles() {
        Published cifar = Published.named("cifar10").orElseThrow();
        assertThat(cifar.files())
                .containsExactly(new PublishedFile(
                        "cifar-10-binary.tar.gz",
                        170052171,
                        "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9dddda3db29a59bca1dd"));
        for (String name : List.of("mnist", "fashion_mnist", "cifar100", "cifar100:coarse", "svhn", "emnist:letters")) {
            assertThat(Published.named(name).orElseThrow().files())
                    .as(name)
                    .allMatch(f -> f.sha256().matches("[0-9a-f]{64}") && f.bytes() > 4000);
        }
    }

    @Test
    void aSetOfSeveralIsNamedWithItsPart() {
        assertThat(Published.named("svhn").orElseThrow().files()).hasSize(2);
        assertThat(Published.named("svhn:extra").orElseThrow().files()).hasSize(3);
        assertThat(Published.named("svhn:extra").orElseThrow().name()).isEqualTo("svhn");
        assertThat(Published.named("emnist")).isEmpty();
        assertThat(Published.named("mnist:extra")).isEmpty();
    }

    @Test
    void noServerIsTold() {
        server.stop(0);

        assertThat(failure(false, "/good/").problem()).endsWith(NAMES[0] + ": no connection");
    }

    @Test
    void offlineSaysWhereItLookedAndAsksNobody() {
        assertThat(failure(true, "/good/"))
                .hasMessage("the data set tiny is not on this machine: there is no "
                        + cache.resolve("tiny").resolve(NAMES[0]) + ", and downloads are off (offline)\n"
                        + "  Run once online, copy it there, or say where it is with -Dbnn.data=PATH.");
        assertThat(asked).isEmpty();
    }

    @Test
    void aSetThatTheUserUnpackedInTheCacheIsTaken() throws Exception {
        Path folder = Files.createDirectories(cache.resolve("tiny"));
        byte[][] content = IdxTest.small();
        for (int i = 0; i < 4; i++) {
            Files.write(folder.resolve(NAMES[i].replace(".gz", "")), content[i]);
        }

        assertThat(at("/good/").locate(request(true, Progress.NONE))).isEqualTo(folder);
    }
}
