// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.GeneralClientCapabilities;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceFoldersChangeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a server from initialization to exit: documents that open, change and close, and files and folders beside them. */
class LifeTest {
    private static final String URI = "file:///models/tiny.bnn";

    @Test
    void theStatusIsZeroAfterShutdownAndExit() {
        TestClient client = TestClient.ready();
        assertThat(client.leave()).isZero();
    }

    @Test
    void theStatusIsOneWhereTheClientGoesAwayOrSaysExitAlone() {
        TestClient silent = TestClient.ready();
        silent.close();
        assertThat(TestClient.get(silent.status)).isOne();
        TestClient hasty = TestClient.ready();
        hasty.server.exit();
        assertThat(TestClient.get(hasty.status)).isOne();
    }

    @Test
    void endsWithTheProcessThatStartedIt() throws IOException {
        Process parent = new ProcessBuilder("sleep", "600").start();
        TestClient client = new TestClient();
        InitializeParams params = new InitializeParams();
        params.setProcessId((int) parent.pid());
        params.setCapabilities(new org.eclipse.lsp4j.ClientCapabilities());
        client.greet(params);
        assertThat(client.status).isNotDone();
        parent.destroyForcibly();
        assertThat(TestClient.get(client.status)).isOne();
    }

    @Test
    void countsInUtf16UnlessTheClientOffersUtf8() {
        try (TestClient client = new TestClient()) {
            InitializeResult result = client.greet(capabilities -> {});
            assertThat(result.getCapabilities().getPositionEncoding()).isEqualTo("utf-16");
            assertThat(result.getServerInfo().getName()).isEqualTo("bnn-ls");
        }
        try (TestClient client = new TestClient()) {
            InitializeResult result = client.greet(capabilities -> {
                GeneralClientCapabilities general = new GeneralClientCapabilities();
                general.setPositionEncodings(List.of("utf-16", "utf-8"));
                capabilities.setGeneral(general);
            });
            assertThat(result.getCapabilities().getPositionEncoding()).isEqualTo("utf-8");
            // In UTF-8 two letters take 2 bytes each, and the last character takes 4, which is 2 units of UTF-16.
            client.open(URI, "network t \"ää\uD83D\uDE00\" layers { cnv }\n");
            assertThat(places(client, 1)).contains("0:30-33");
        }
        try (TestClient client = TestClient.ready()) {
            client.open(URI, "network t \"ää\uD83D\uDE00\" layers { cnv }\n");
            assertThat(places(client, 1)).contains("0:26-29");
        }
    }

    @Test
    void findingsFollowTheText() {
        try (TestClient client = TestClient.ready()) {
            client.open(URI, Models.TINY);
            assertThat(client.await(URI, 1).getDiagnostics()).isEmpty();
            client.change(URI, 2, range(Models.TINY, "dense"), "dens");
            Diagnostic found = client.await(URI, 2).getDiagnostics().get(0);
            assertThat(found.getMessage().getLeft()).contains("dens").contains("did you mean `dense`?");
            assertThat(found.getCode().getLeft()).isEqualTo("BNN106");
            assertThat(found.getSource()).isEqualTo("bnn");
            assertThat(found.getRange()).isEqualTo(range(Models.TINY.replace("dense", "dens"), "dens"));
            client.change(URI, 3, null, Models.TINY);
            assertThat(client.await(URI, 3).getDiagnostics()).isEmpty();
        }
    }

    @Test
    void aFindingNamesTheOtherPlacesThatItIsAbout() {
        try (TestClient client = TestClient.ready()) {
            client.open(URI, "const n = 1\nconst n = 2\n");
            Diagnostic twice = client.await(URI, 1).getDiagnostics().stream()
                    .filter(d -> d.getCode().getLeft().equals("BNN103"))
                    .findFirst()
                    .orElseThrow();
            assertThat(twice.getRelatedInformation()).singleElement().satisfies(first -> {
                assertThat(first.getLocation().getUri()).isEqualTo(URI);
                assertThat(first.getLocation().getRange().getStart().getLine()).isZero();
                assertThat(first.getMessage()).isEqualTo("the first");
            });
        }
    }

    @Test
    void aClosedDocumentHasNoFindings() {
        try (TestClient client = TestClient.ready()) {
            client.open(URI, "network");
            assertThat(client.await(URI, 1).getDiagnostics()).isNotEmpty();
            client.close(URI);
            assertThat(client.await(p -> p.getVersion() == null).getDiagnostics())
                    .isEmpty();
        }
    }

    @Test
    void modelsOfTheFoldersHaveFindingsWithoutBeingOpen(@TempDir Path folder) throws IOException {
        Path model = Files.createDirectories(folder.resolve("src/main/bnn")).resolve("broken.bnn");
        Files.writeString(model, "network broken\n");
        Path copy = Files.createDirectories(folder.resolve("target")).resolve("copy.bnn");
        Files.writeString(copy, "network copy\n");
        Files.writeString(model.resolveSibling("._broken.bnn"), "a copy of the system's");
        String uri = model.toUri().toString();
        InitializeParams params = new InitializeParams();
        params.setCapabilities(new org.eclipse.lsp4j.ClientCapabilities());
        params.setWorkspaceFolders(List.of(new WorkspaceFolder(folder.toUri().toString(), "it")));
        TestClient client = new TestClient();
        client.greet(params);
        assertThat(client.await(p -> p.getUri().equals(uri)).getDiagnostics()).isNotEmpty();

        Files.writeString(model, Models.TINY);
        client.server
                .getWorkspaceService()
                .didChangeWatchedFiles(
                        new DidChangeWatchedFilesParams(List.of(new FileEvent(uri, FileChangeType.Changed))));
        client.await(p -> p.getUri().equals(uri) && p.getDiagnostics().isEmpty());

        Files.writeString(model, "network broken\n");
        client.open(uri, Models.TINY);
        assertThat(client.await(uri, 1).getDiagnostics()).isEmpty();
        int before = client.published.size();
        client.close(uri);
        client.awaitAfter(
                before, p -> p.getVersion() == null && !p.getDiagnostics().isEmpty());

        int then = client.published.size();
        client.server
                .getWorkspaceService()
                .didChangeWorkspaceFolders(new DidChangeWorkspaceFoldersParams(new WorkspaceFoldersChangeEvent(
                        List.of(), List.of(new WorkspaceFolder(folder.toUri().toString(), "it")))));
        client.awaitAfter(then, p -> p.getDiagnostics().isEmpty());
        assertThat(client.published)
                .noneMatch(p -> p.getUri().contains("copy") || p.getUri().contains("._"));
        client.close();
    }

    @Test
    void aRequestOfAnotherKindIsRefusedInOneLine() {
        try (TestClient client = TestClient.ready()) {
            assertThatThrownBy(() -> TestClient.get(
                            client.server.getTextDocumentService().moniker(new org.eclipse.lsp4j.MonikerParams())))
                    .hasMessageNotContaining("\tat ");
        }
    }

    private static List<String> places(TestClient client, int version) {
        return client.await(URI, version).getDiagnostics().stream()
                .map(d -> d.getRange().getStart().getLine() + ":"
                        + d.getRange().getStart().getCharacter() + "-"
                        + d.getRange().getEnd().getCharacter())
                .toList();
    }

    private static Range range(String text, String word) {
        int at = text.indexOf(word);
        int line = (int) text.substring(0, at).lines().count() - (text.charAt(at - 1) == '\n' ? 0 : 1);
        int start = at - (text.lastIndexOf('\n', at) + 1);
        return new Range(new Position(line, start), new Position(line, start + word.length()));
    }
}
