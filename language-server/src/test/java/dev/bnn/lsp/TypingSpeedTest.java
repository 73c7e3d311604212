// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.edit.LineTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.Test;

/**
 * Types the layers of the VGG16 example key by key; after each key come findings, a completion and a hover. Prints how long they
 * take from the client's message to the answer; {@code -Dbnn.keys=2000} types more keys. Does not assert any time.
 */
class TypingSpeedTest {
    private static final int KEYS = Integer.getInteger("bnn.keys", 60);
    private static final String URI = "file:///models/typed.bnn";
    private static final String TYPED = "  conv3(64)  maxpool 2\n  dense 512 weights bipolar; batchnorm; sign\n";

    @Test
    void eachKeyIsAnswered() throws IOException {
        Path file = Path.of("..", "examples", "cifar10-vgg16", "src", "main", "bnn");
        String text;
        try (var files = Files.list(file)) {
            text = Files.readString(
                    files.filter(f -> f.toString().endsWith(".bnn")).findFirst().orElseThrow());
        }
        int at = text.indexOf('\n', text.indexOf("layers {")) + 1;
        List<Long> findings = new ArrayList<>();
        List<Long> completions = new ArrayList<>();
        List<Long> hovers = new ArrayList<>();
        try (TestClient client = TestClient.ready()) {
            client.open(URI, text);
            client.await(URI, 1);
            TextDocumentService server = client.server.getTextDocumentService();
            TextDocumentIdentifier document = new TextDocumentIdentifier(URI);
            for (int key = 0; key < KEYS; key++) {
                String letter = TYPED.substring(key % TYPED.length(), key % TYPED.length() + 1);
                Position before = place(text, at);
                text = text.substring(0, at) + letter + text.substring(at);
                at++;
                Position after = place(text, at);
                long start = System.nanoTime();
                client.change(URI, key + 2, new Range(before, before), letter);
                client.await(URI, key + 2);
                long checked = System.nanoTime();
                assertThat(TestClient.get(server.completion(new CompletionParams(document, after))))
                        .isNotNull();
                long completed = System.nanoTime();
                TestClient.get(server.hover(new HoverParams(document, place(text, text.indexOf("dense") + 1))));
                long hovered = System.nanoTime();
                findings.add(checked - start);
                completions.add(completed - checked);
                hovers.add(hovered - completed);
                synchronized (client) {
                    client.published.clear();
                }
            }
            assertThat(client.logged).isEmpty();
        }
        print("findings", findings);
        print("completion", completions);
        print("hover", hovers);
    }

    private static Position place(String text, int offset) {
        dev.bnn.edit.Position place = new LineTable(text).position(offset);
        return new Position(place.line(), place.character());
    }

    private static void print(String what, List<Long> nanos) {
        Collections.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s of %d keys: p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                what,
                nanos.size(),
                nanos.get(nanos.size() / 2) / 1e6,
                nanos.get(Math.min(nanos.size() - 1, nanos.size() * 99 / 100)) / 1e6,
                nanos.get(nanos.size() - 1) / 1e6);
    }
}
