// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.bnn.edit.LineTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.HoverCapabilities;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests each capability on its own texts: {@code CAPABILITY/NAME.bnn} marks the place with {@code ¦}, or a part with two of them,
 * and {@code NAME.json} is the answer as sent to the client. {@code -Dbnn.updateGoldens=true} writes the answers.
 */
class CapabilityGoldensTest {
    private static final Path CASES = Path.of("src", "test", "resources", "dev", "bnn", "lsp", "capabilities");
    private static final String MARK = "¦";
    private static final Gson JSON = new MessageJsonHandler(Map.of())
            .getDefaultGsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .create();

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(f -> f.toString().endsWith(".bnn")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsBefore(Path file) throws IOException {
        String[] parts = Files.readString(file).split(MARK, -1);
        String text = String.join("", parts);
        String uri = "file:///models/" + file.getFileName();
        try (TestClient client = TestClient.ready(CapabilityGoldensTest::modern)) {
            client.open(uri, text);
            client.await(uri, 1);
            Asking.Place place = new Asking.Place(uri, at(parts, 1), at(parts, Math.max(1, parts.length - 1)));
            Function<Asking.Place, CompletableFuture<?>> request = Asking.all(client.server.getTextDocumentService())
                    .get(file.getParent().getFileName().toString());
            String answer = JSON.toJson(TestClient.get(request.apply(place))) + "\n";
            assertThat(client.logged).isEmpty();
            Path golden = file.resolveSibling(file.getFileName().toString().replace(".bnn", ".json"));
            if (Boolean.getBoolean("bnn.updateGoldens")) {
                Files.writeString(golden, answer);
            }
            assertThat(golden).exists();
            assertThat(answer).isEqualTo(Files.readString(golden));
        }
    }

    /** The place before the part with that number; the end of the text if there are fewer parts. */
    private static Position at(String[] parts, int before) {
        String all = String.join("", parts);
        int offset = 0;
        for (int i = 0; i < Math.min(before, parts.length); i++) {
            offset += parts[i].length();
        }
        dev.bnn.edit.Position place = new LineTable(all).position(offset);
        return new Position(place.line(), place.character());
    }

    @Test
    void eachCapabilityHasACase() throws IOException {
        Set<String> tried = new LinkedHashSet<>();
        for (Path file : cases()) {
            tried.add(file.getParent().getFileName().toString());
        }
        try (TestClient client = TestClient.ready()) {
            assertThat(tried)
                    .containsExactlyInAnyOrderElementsOf(
                            Asking.all(client.server.getTextDocumentService()).keySet());
        }
    }

    /** Makes a client that supports everything that the server offers. */
    private static void modern(ClientCapabilities client) {
        TextDocumentClientCapabilities text = new TextDocumentClientCapabilities();
        text.setCompletion(new CompletionCapabilities(new CompletionItemCapabilities(true)));
        text.setHover(new HoverCapabilities(List.of("markdown", "plaintext"), false));
        DocumentSymbolCapabilities symbols = new DocumentSymbolCapabilities();
        symbols.setHierarchicalDocumentSymbolSupport(true);
        text.setDocumentSymbol(symbols);
        client.setTextDocument(text);
    }
}
