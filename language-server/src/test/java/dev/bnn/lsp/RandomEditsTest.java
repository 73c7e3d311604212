// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.Frontend;
import dev.bnn.edit.LineTable;
import dev.bnn.lsp.convert.Findings;
import dev.bnn.lsp.convert.Places;
import dev.bnn.lsp.text.PositionUnit;
import dev.bnn.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.junit.jupiter.api.Test;

/**
 * Random edits with random requests in between cause no fault, no unanswered request and no findings of an outdated text, and
 * nothing of closed documents stays in memory. {@code -Dbnn.edits=10000} runs more sequences.
 */
class RandomEditsTest {
    private static final int SEQUENCES = Integer.getInteger("bnn.edits", 100);
    private static final int EDITS = 20;

    /** What one sequence may leave in memory, in bytes: an analysis takes some 200,000. */
    private static final long KEPT = 40_000;

    private static final List<String> PIECES = List.of(
            "conv",
            "dense 10",
            " kernel 3",
            "weights",
            " bipolar",
            "batchnorm",
            "sign",
            "block b(n) {",
            "b(3)",
            "}",
            "{",
            "\n",
            "\r\n",
            " ",
            "# ä \uD83D\uDE00\n",
            "\uD83D\uDE00",
            "\"",
            "const w = ",
            "(w+1)*2",
            "99999999999",
            "layers {",
            "target pynq-z1 { fps max }",
            "train r2 { start train }",
            "network",
            "repeat 3 {",
            ";",
            "..",
            "-1",
            "\t",
            "\0");

    @Test
    void noFaultsAndNoFindingsOfAnOldText() throws IOException {
        List<String> texts = texts();
        Random random = new Random(21);
        long before = 0;
        try (TestClient client = TestClient.ready()) {
            List<Function<Asking.Place, CompletableFuture<?>>> requests = List.copyOf(
                    Asking.all(client.server.getTextDocumentService()).values());
            for (int i = 0; i < SEQUENCES; i++) {
                sequence(client, "file:///models/m" + i + ".bnn", texts.get(i % texts.size()), requests, random);
                if (i == Math.min(20, SEQUENCES / 2)) {
                    before = used();
                }
            }
            assertThat(client.logged).isEmpty();
            assertThat(used() - before).as("bytes kept").isLessThan(20_000_000 + KEPT * SEQUENCES / 10);
            assertThat(client.leave()).isZero();
        }
    }

    private static void sequence(
            TestClient client,
            String uri,
            String first,
            List<Function<Asking.Place, CompletableFuture<?>>> requests,
            Random random) {
        String text = first;
        Map<CompletableFuture<?>, Boolean> asked = new LinkedHashMap<>();
        client.open(uri, text);
        int version = 1;
        for (int i = 0; i < EDITS; i++) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + (random.nextInt(4) == 0 ? random.nextInt(60) : 0));
            LineTable lines = new LineTable(text);
            Range range = new Range(place(lines, from), place(lines, to));
            // The places may lie within a line ending; the server moves them to its start.
            from = offset(lines, range.getStart());
            to = offset(lines, range.getEnd());
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            text = text.substring(0, from) + piece + text.substring(to);
            version++;
            client.change(uri, version, range, piece);
            if (random.nextBoolean()) {
                Position at = place(new LineTable(text), Math.min(text.length(), from + piece.length()));
                CompletableFuture<?> answer =
                        requests.get(random.nextInt(requests.size())).apply(new Asking.Place(uri, at, at));
                asked.put(answer, random.nextInt(4) == 0);
                if (asked.get(answer)) {
                    answer.cancel(true);
                }
            }
        }
        asked.forEach(RandomEditsTest::answered);
        int last = version;
        PublishDiagnosticsParams findings = client.await(uri, last);
        assertThat(findings.getDiagnostics()).isEqualTo(expected(uri, text));
        synchronized (client) {
            List<Integer> versions = client.published.stream()
                    .map(PublishDiagnosticsParams::getVersion)
                    .toList();
            assertThat(versions).isSorted().doesNotHaveDuplicates();
        }
        client.close(uri);
        client.await(p -> p.getUri().equals(uri) && p.getVersion() == null
                || findings.getDiagnostics().isEmpty());
        synchronized (client) {
            client.published.clear();
        }
    }

    /** Each request gets an answer; for a canceled one, that may be the cancellation. */
    private static void answered(CompletableFuture<?> answer, boolean cancelled) {
        try {
            answer.get(60, TimeUnit.SECONDS);
        } catch (CancellationException e) {
            assertThat(cancelled).isTrue();
        } catch (ExecutionException e) {
            int code =
                    ((ResponseErrorException) e.getCause()).getResponseError().getCode();
            // The server reports a name that cannot be changed with a sentence.
            boolean refused = code == ResponseErrorCode.RequestFailed.getValue();
            boolean cancel = code == ResponseErrorCode.RequestCancelled.getValue();
            assertThat(refused || cancelled && cancel).as(e.toString()).isTrue();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static List<org.eclipse.lsp4j.Diagnostic> expected(String uri, String text) {
        Frontend.Result result = Frontend.load(new SourceFile(uri, text));
        return Findings.of(result.diagnostics(), new Places(uri, new LineTable(text), PositionUnit.UTF16));
    }

    private static Position place(LineTable lines, int offset) {
        dev.bnn.edit.Position place = lines.position(offset);
        return new Position(
                place.line(),
                Math.min(place.character(), lines.line(place.line()).length()));
    }

    private static int offset(LineTable lines, Position place) {
        return lines.offset(new dev.bnn.edit.Position(place.getLine(), place.getCharacter()));
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The examples, and a text with Windows line endings. */
    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        texts.add(Models.TINY.replace("\n", "\r\n"));
        try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
            for (Path file : files.filter(
                            f -> f.toString().endsWith(".bnn") && !f.toString().contains("target"))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
