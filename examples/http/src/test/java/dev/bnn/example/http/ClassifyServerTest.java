// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyServerTest {
    private static final int LARGEST = 4096;
    private static final String LEFT = "left \"<b>\"";

    private final HttpClient client = HttpClient.newHttpClient();
    private ClassifyServer server;

    @BeforeEach
    void start() throws IOException {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = ClassifyServer.start(sides(), free, LARGEST);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersWithAllClassesTheBestFirst() throws Exception {
        // 9 x 3 pixels: the middle of the aspect 2 to 1 is averaged into two.
        HttpResponse<String> response = post(png(9, 3, 0xFFFFFF, 0x000000));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode answer = json(response);
        assertThat(answer.get("best").asText()).isEqualTo(LEFT);
        JsonNode probabilities = answer.get("probabilities");
        assertThat(probabilities).hasSize(2);
        assertThat(probabilities.get(0).get("name").asText()).isEqualTo(LEFT);
        assertThat(probabilities.get(1).get("name").asText()).isEqualTo("right");
        double greater = probabilities.get(0).get("probability").asDouble();
        assertThat(greater).isGreaterThan(0.99);
        assertThat(probabilities.get(1).get("probability").asDouble()).isCloseTo(1 - greater, within(1e-12));
    }

    @Test
    void whatIsNoImageIsRefusedWithTheReason() throws Exception {
        HttpResponse<String> response = post("no image".getBytes("UTF-8"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("error").asText())
                .isEqualTo("the image cannot be read: not a PNG, JPEG, GIF, BMP or PPM image");
        byte[] cut = Arrays.copyOf(png(9, 3, 1, 2), 40);
        assertThat(post(cut).statusCode()).isEqualTo(400);
        response = post(new byte[0]);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("error").asText())
                .isEqualTo("the request has no body; send the bytes of an image file");
    }

    @Test
    void aLargeUploadIsRefusedWhetherItsLengthIsSaidOrNot() throws Exception {
        byte[] large = new byte[LARGEST + 1];
        HttpRequest chunked = request("classify")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build();
        for (HttpResponse<String> response : List.of(post(large), send(chunked))) {
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(json(response).get("error").asText()).isEqualTo("the image file has more than 4096 bytes");
        }
        // One of the most bytes is read, and refused for another reason.
        assertThat(post(new byte[LARGEST]).statusCode()).isEqualTo(400);
    }

    @Test
    void otherMethodsAndPathsAreRefused() throws Exception {
        HttpResponse<String> response = send(request("classify").GET().build());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
        assertThat(json(response).get("error").asText()).isEqualTo("/classify takes POST");
        assertThat(send(request("classify/more").GET().build()).statusCode()).isEqualTo(404);
        assertThat(send(request("other").GET().build()).statusCode()).isEqualTo(404);
        assertThat(send(request("Main.class").GET().build()).statusCode()).isEqualTo(404);
        assertThat(send(request("").DELETE().build()).statusCode()).isEqualTo(405);
    }

    @Test
    void servesThePageAndSaysWhatTheModelTakes() throws Exception {
        HttpResponse<String> page = send(request("").GET().build());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body()).contains("page.css", "page.js");
        assertThat(send(request("page.css").GET().build()).statusCode()).isEqualTo(200);
        assertThat(send(request("page.js").GET().build()).body()).contains("fetch('classify'");
        JsonNode model = json(send(request("model").GET().build()));
        assertThat(model.get("name").asText()).isEqualTo("sides");
        assertThat(model.get("input").get("channels").asInt()).isEqualTo(1);
        assertThat(model.get("input").get("width").asInt()).isEqualTo(2);
        assertThat(model.get("classes")).hasSize(2);
        assertThat(model.get("largestUpload").asInt()).isEqualTo(LARGEST);
    }

    @Test
    void manyClientsGetTheirOwnAnswers() throws Exception {
        byte[] left = png(4, 2, 0xFFFFFF, 0x000000);
        byte[] right = png(4, 2, 0x000000, 0xFFFFFF);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            HttpRequest post = request("classify")
                    .POST(BodyPublishers.ofByteArray(i % 3 == 0 ? left : right))
                    .build();
            answers.add(client.sendAsync(post, HttpResponse.BodyHandlers.ofString()));
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(json(answers.get(i).get()).get("best").asText())
                    .as("request %d", i)
                    .isEqualTo(i % 3 == 0 ? LEFT : "right");
        }
    }

    @Test
    void theLoadProgramPrintsItsFigures(@TempDir Path folder) throws Exception {
        Path image = Files.write(folder.resolve("left.png"), png(4, 2, 0xFFFFFF, 0x000000));
        assertThat(Load.run(server.uri().resolve("classify"), image, 2, Duration.ofMillis(300)))
                .matches("2 clients, 0 s: [1-9]\\d* requests, \\d+ per second; p50 [\\d.]+ ms, p99 [\\d.]+ ms, "
                        + "longest [\\d.]+ ms; heap [\\d.]+ MB before, [\\d.]+ MB after");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path));
    }

    private HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
        return send(request("classify").POST(BodyPublishers.ofByteArray(body)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    /** The brighter side of two pixels. */
    private static BnnModel sides() {
        Dims in = new Dims(1, 1, 2);
        Dims out = new Dims(2, 1, 1);
        return BnnModel.of(new CompiledNetwork(
                "sides",
                in,
                List.of(LEFT, "right"),
                List.of(
                        new Stage.Matrix("dense", in, out, Window.of(1, 2, 1, 0), 0, new byte[] {1, -1, -1, 1}),
                        new Stage.Score("scores", out, new long[] {1, 1}, new long[2], 0.01))));
    }

    private static byte[] png(int width, int height, int left, int right) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? left : right);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
