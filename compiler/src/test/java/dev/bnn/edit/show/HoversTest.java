// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Marked;
import dev.bnn.edit.Position;
import dev.bnn.emit.hls.HlsBackend;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.syntax.Lexeme;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class HoversTest {
    private static final Path FOLDER = Goldens.folder("edit/show");

    private static final String SMALL = """
            network small "A small one"
            input   1 x 12 x 12 uint8 scaled -1 .. 1
            classes 0 .. 3

            const width = 4
            block stage(n) { conv n kernel 3; batchnorm; sign }

            layers {
              stage(width)
              stage(2 * width)  maxpool 2
              dense 4 as scores
            }

            train quick { data "some.zip"  optimizer sgd momentum 0.9  loss crossentropy weights balanced }
            train longer { start quick  data "some.zip"  rate 0.01 cosine warmup 3 }

            target pynq-z1 {
              fps 1000
              fold scores pe 4 simd 8 memory lut
            }
            """;

    /** The hover of each word that shows something new, with its place. */
    private static String all(Analysis analysis, Optional<Hardware> hardware) {
        List<String> lines = new ArrayList<>();
        Set<String> said = new LinkedHashSet<>();
        for (Lexeme word : analysis.lexemes()) {
            Position position = analysis.lines().position(word.start());
            Optional<Hover> hover = Hovers.at(analysis, position, hardware);
            if (hover.isPresent() && said.add(hover.get().markdown())) {
                lines.add("=== " + position + " " + word.text() + (hover.get().pending() ? " (pending)" : ""));
                lines.add(hover.get().markdown().stripTrailing());
            }
        }
        return String.join("\n", lines);
    }

    @Test
    void everyWordOfAModel() {
        Goldens.check(FOLDER.resolve("hovers.txt"), all(Analysis.of("n.bnn", SMALL), Optional.empty()));
    }

    @Test
    void everyConstructOfTheLanguage() {
        String text = Goldens.read(Goldens.folder("check/models").resolve("everything.bnn"));
        Goldens.check(FOLDER.resolve("hovers-everything.txt"), all(Analysis.of("n.bnn", text), Optional.empty()));
    }

    @Test
    void figuresFollowOnceTheyAreComputed() {
        Analysis analysis = Analysis.of("n.bnn", SMALL);
        Hardware hardware = new Hardware(target -> new HlsBackend());
        Position dense = Marked.of(SMALL.replace("dense", "den\u2038se")).position();
        Hover before = Hovers.at(analysis, dense, Optional.of(hardware)).orElseThrow();
        assertThat(before.pending()).isTrue();
        assertThat(before.markdown()).doesNotContain("frames/s");
        List<Figures> first = new ArrayList<>();
        hardware.compute(
                analysis.network().orElseThrow(),
                analysis.network().orElseThrow().targets().get(0),
                first::add);
        assertThat(first).singleElement().satisfies(f -> assertThat(f.sized()).isFalse());
        Hover after = Hovers.at(analysis, dense, Optional.of(hardware)).orElseThrow();
        assertThat(after.pending()).isFalse();
        Goldens.check(
                FOLDER.resolve("hover-figures.txt"),
                all(analysis, Optional.of(hardware)).replaceAll("(?s)=== 13:0.*", ""));
    }

    @Test
    void figuresStayWhileTheTextMoves() {
        Hardware hardware = new Hardware(target -> new HlsBackend());
        Analysis analysis = Analysis.of("n.bnn", SMALL);
        hardware.compute(
                analysis.network().orElseThrow(),
                analysis.network().orElseThrow().targets().get(0),
                f -> {});
        Analysis moved = Analysis.of("n.bnn", "# a comment\n\n" + SMALL.replace("quick", "slow"));
        assertThat(hardware.known(
                        moved.network().orElseThrow(),
                        moved.network().orElseThrow().targets().get(0)))
                .isPresent();
        Analysis other = Analysis.of("n.bnn", SMALL.replace("width = 4", "width = 8"));
        assertThat(hardware.known(
                        other.network().orElseThrow(),
                        other.network().orElseThrow().targets().get(0)))
                .isEmpty();
        Analysis faster = Analysis.of("n.bnn", SMALL.replace("fps 1000", "fps 2000"));
        assertThat(hardware.known(
                        faster.network().orElseThrow(),
                        faster.network().orElseThrow().targets().get(0)))
                .isEmpty();
    }

    @Test
    void aThreadThatIsInterruptedGivesUp() {
        Hardware hardware = new Hardware(target -> new HlsBackend());
        Network network = Analysis.of("n.bnn", SMALL).network().orElseThrow();
        Target target = network.targets().get(0);
        try {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> hardware.compute(network, target, f -> {}))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(hardware.known(network, target)).isEmpty();
            assertThatThrownBy(() -> hardware.compute(
                            network, target, f -> Thread.currentThread().interrupt()))
                    .isInstanceOf(CancellationException.class);
            assertThat(hardware.known(network, target))
                    .hasValueSatisfying(f -> assertThat(f.sized()).isFalse());
        } finally {
            Thread.interrupted();
        }
        assertThat(hardware.compute(network, target, f -> {}))
                .hasValueSatisfying(f -> assertThat(f.sized()).isTrue());
    }

    @Test
    void layersAreKnownBeforeAMistake() {
        Marked marked =
                Marked.of(SMALL.replace("width)\n  stage(2", "width)\n  con\u2038v 3 kernel 3 sign sgn\n  stage(2"));
        assertThat(marked.analysis().network()).isEmpty();
        assertThat(Hovers.at(marked.analysis(), marked.position(), Optional.empty())
                        .orElseThrow()
                        .markdown())
                .contains("**conv2**, convolution 3 x 3", "- yields `3 x 8 x 8 ");
    }

    @Test
    void noPrefixOfAnExampleThrows() throws IOException {
        Marked.prefixes(25, analysis -> {
            for (int line = 0; line < analysis.lines().lines(); line++) {
                for (int character : new int[] {2, 13, 20}) {
                    Hovers.at(analysis, new Position(line, character), Optional.empty());
                }
            }
        });
    }
}
