// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Marked;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.emit.hls.HlsBackend;
import dev.bnn.model.Network;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hints between the words, and lenses above the sections of a text. */
class LinesTest {
    private static final Range ALL = new Range(new Position(0, 0), new Position(Integer.MAX_VALUE, 0));

    static List<Path> examples() throws IOException {
        return Marked.examples();
    }

    /** The text with its hints in place, and its lenses above their lines. */
    private static String shown(Analysis analysis, Optional<Hardware> hardware, Lenses.Results results) {
        List<Hint> hints = Hints.of(analysis, ALL);
        List<Lens> lenses = Lenses.of(analysis, hardware, results);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < analysis.lines().lines(); line++) {
            int number = line;
            lenses.stream()
                    .filter(l -> l.range().start().line() == number)
                    .forEach(l -> text.append("[")
                            .append(l.title())
                            .append(
                                    l.action() == Lens.Action.NONE
                                            ? ""
                                            : ": " + l.action().command() + " " + l.argument())
                            .append("]\n"));
            StringBuilder shown = new StringBuilder(analysis.lines().line(line));
            for (int i = hints.size() - 1; i >= 0; i--) {
                Position at = hints.get(i).position();
                if (at.line() == line) {
                    shown.insert(at.character(), "\u00ab" + hints.get(i).label() + "\u00bb");
                }
            }
            text.append(shown).append('\n');
        }
        return text.toString().stripTrailing();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleWithItsHintsAndLenses(Path example) {
        Analysis analysis = Analysis.of("n.bnn", Goldens.read(example));
        String name = example.getFileName().toString().replace(".bnn", ".shown.txt");
        Goldens.check(
                Goldens.folder("edit/show").resolve(name),
                shown(analysis, Optional.empty(), (network, recipe) -> Optional.of("12.34 % on the test set")));
    }

    @Test
    void aTargetHasItsFiguresOnceTheyAreComputed() {
        Hardware hardware = new Hardware(target -> new HlsBackend());
        Analysis analysis = Analysis.of("n.bnn", """
                network small
                input 1 x 8 x 8 uint8
                classes a, b
                layers { conv 4 kernel 3; batchnorm; sign; dense 2 }
                train { data "some.zip" }
                target pynq-z1 { fps 1000 }
                target big zcu104 { fps 5 }
                """);
        Network network = analysis.network().orElseThrow();
        assertThat(titles(analysis, hardware)).contains("figures follow").anyMatch(t -> t.equals("synthesize"));
        Figures figures =
                hardware.compute(network, network.targets().get(1), f -> {}).orElseThrow();
        assertThat(figures.sized()).isTrue();
        assertThat(titles(analysis, hardware))
                .containsSubsequence("figures follow", "synthesize", figures.line(), "synthesize");
        assertThat(figures.line()).matches("[0-9,]+ frames/s, [0-9,]+ LUT, [0-9]+ BRAM18, limited by conv1_.*");
    }

    private static List<String> titles(Analysis analysis, Hardware hardware) {
        return Lenses.of(analysis, Optional.of(hardware), Lenses.Results.NONE).stream()
                .map(Lens::title)
                .toList();
    }

    @Test
    void hintsAreThoseOfTheRange() {
        Analysis analysis =
                Analysis.of("n.bnn", "input 1 x 8 x 8 uint8\nlayers {\n maxpool 2\n maxpool 2\n maxpool 2\n}");
        Range line = new Range(new Position(3, 0), new Position(3, 5));
        assertThat(Hints.of(analysis, line)).isEmpty();
        Range whole = new Range(new Position(3, 0), new Position(4, 0));
        assertThat(Hints.of(analysis, whole))
                .singleElement()
                .satisfies(h -> assertThat(h.label()).isEqualTo(" -> 1 x 2 x 2"));
    }

    @Test
    void noPrefixOfAnExampleThrows() throws IOException {
        Hardware hardware = new Hardware(target -> new HlsBackend());
        Marked.prefixes(80, analysis -> shown(analysis, Optional.of(hardware), Lenses.Results.NONE));
    }
}
