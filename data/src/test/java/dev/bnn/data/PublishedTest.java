package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<Published.PublishedFile> files = new ArrayList<>();
    private String base;

    @BeforeEach
    void serve() throws IOException {
        byte[][] content = IdxTest.small();
        for (int i = 0; i < 4; i++) {
            byte[] packed = IdxTest.gzip(content[i]);
            served.put("/good/" + NAMES[i], packed);
            MessageDigest digest = Hashes.sha256();
            digest.update(packed);
            files.add(new Published.PublishedFile(NAMES[i], "SHA-256", Hashes.hex(digest)));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] body = served.get(path);
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                boolean cut = path.startsWith("/cut/");
                exchange.sendResponseHeaders(200, cut ? body.length + 5 : body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
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
        assertThat(Idx.read("tiny", folder).train().count()).isEqualTo(3);

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
        served.put("/bad/" + NAMES[0], new byte[] {1, 2, 3});

        assertThat(failure(false, "/bad/").problem())
                .contains("its SHA-256 is 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81, not "
                        + files.get(0).checksum() + " as published");
        assertThat(cached()).isEmpty();
    }

    @Test
    void aDownloadThatStopsIsNotKept() {
        served.put("/cut/" + NAMES[0], served.get("/good/" + NAMES[0]));

        assertThat(failure(false, "/cut/").problem()).contains("/cut/" + NAMES[0] + ": ");
        assertThat(cached()).isEmpty();
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
