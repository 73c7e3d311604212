// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CodeLensWorkspaceCapabilities;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures that arrive after the answer, records of earlier goals, and what a click on a lens does. */
class FiguresTest {
    private static final String URI = "file:///models/tiny.bnn";

    @Test
    void figuresOfTheHardwareFollow() {
        try (TestClient client = TestClient.ready(capabilities -> {
            WorkspaceClientCapabilities workspace = new WorkspaceClientCapabilities();
            workspace.setCodeLens(new CodeLensWorkspaceCapabilities(true));
            capabilities.setWorkspace(workspace);
        })) {
            client.open(URI, Models.TINY);
            assertThat(titles(client, URI)).contains("figures follow");
            TestClient.get(client.refreshed);
            assertThat(titles(client, URI)).anyMatch(title -> title.contains("frames/s") && title.contains("LUT"));
            Hover hover = TestClient.get(client.server
                    .getTextDocumentService()
                    .hover(new HoverParams(new TextDocumentIdentifier(URI), new Position(5, 3))));
            assertThat(hover.getContents().getRight().getValue()).contains("PE").contains("SIMD");
        }
    }

    @Test
    void theLastAccuracyComesFromTheRecords(@TempDir Path project) throws IOException {
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Path model = Files.writeString(project.resolve("tiny.bnn"), Models.TINY);
        Path records = Files.createDirectories(project.resolve("target/bnn/tiny"));
        Path record = records.resolve("provenance.json");
        Files.writeString(record, "{\"recipe\": {\"name\": \"default\"}, \"test_top1\": 0.974}");
        String uri = model.toUri().toString();
        try (TestClient client = TestClient.ready()) {
            client.open(uri, Models.TINY);
            assertThat(titles(client, uri)).contains("97.40 % on the test set");
            Files.writeString(record, "{\"recipe\": {");
            assertThat(titles(client, uri)).noneMatch(title -> title.contains("%"));
        }
    }

    @Test
    void aClickThatCannotBeDoneIsSaid() {
        try (TestClient client = TestClient.ready()) {
            client.open(URI, Models.TINY);
            TestClient.get(client.server
                    .getWorkspaceService()
                    .executeCommand(new ExecuteCommandParams("bnn.train", List.of(URI, "tiny", "default"))));
            // Answers and messages arrive in the order in which the server wrote them.
            assertThat(client.logged).hasSize(1).first().asString().contains("There is no POM above");
        }
    }

    private static List<String> titles(TestClient client, String uri) {
        return TestClient.get(client.server
                        .getTextDocumentService()
                        .codeLens(new CodeLensParams(new TextDocumentIdentifier(uri))))
                .stream()
                .map(CodeLens::getCommand)
                .map(command -> command.getTitle())
                .toList();
    }
}
