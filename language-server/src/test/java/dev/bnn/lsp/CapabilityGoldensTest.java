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
 * Each capability on texts of its own: {@code CAPABILITY/NAME.bnn} has the place as {@code ¦}, or a part between two of them, and
 * {@code NAME.json} the answer as it goes to the client. {@code -Dbnn.updateGoldens=true} writes the answers.
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

    /** The place before the part of that number; the text's end where there are fewer parts. */
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

    /** A client that can show whatever the server has. */
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
